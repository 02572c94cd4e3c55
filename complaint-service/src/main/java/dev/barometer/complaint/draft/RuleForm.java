package dev.barometer.complaint.draft;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleRequest;
import dev.barometer.contract.rule.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is typed, whatever is typed.
 *
 * @param before the id of the rule that is changed; empty where one is added
 * @param given what was typed, by field
 */
record RuleForm(String before, Map<String, String> given) {
  private static final String PHRASES = "phrases.";
  private static final List<String> LANGUAGES = List.of("en", "zh-CN", "ko");
  private static final List<String> NUMBERS =
      List.of("from", "to", "severeUpTo", "worst", "times", "days");

  RuleForm {
    given = new LinkedHashMap<>(given);
  }

  static RuleForm ofKind(String on) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("on", on);
    given.put("severity", "normal");
    given.put("kind", Case.GRIEVANCE);
    if (on.equals(Rule.NPS)) {
      given.put("from", "0");
      given.put("to", "6");
    }
    LANGUAGES.forEach(language -> given.put(PHRASES + language, ""));
    return new RuleForm("", given);
  }

  static RuleForm of(Rule rule) {
    Map<String, String> given = new LinkedHashMap<>(ofKind(rule.on()).given);
    given.put("ruleId", rule.ruleId());
    given.put("enabled", Boolean.toString(rule.enabled()));
    given.put("severity", rule.severity());
    given.put("kind", rule.kind());
    put(given, "from", rule.from());
    put(given, "to", rule.to());
    put(given, "severeUpTo", rule.severeUpTo());
    put(given, "worst", rule.worst());
    put(given, "metric", rule.metric());
    put(given, "times", rule.times());
    put(given, "days", rule.days());
    if (rule.phrases() != null) {
      rule.phrases().forEach((language, all) -> given.put(PHRASES + language, lines(all)));
    }
    Rule.Only only = rule.only();
    if (only != null) {
      given.put("service", lines(only.service()));
      given.put("team", lines(only.team()));
      given.put("channel", lines(only.channel()));
    }
    return new RuleForm(rule.ruleId(), given);
  }

  private static void put(Map<String, String> given, String field, @Nullable Object value) {
    given.put(field, value == null ? "" : value.toString());
  }

  private static String lines(List<String> all) {
    return String.join("\n", all);
  }

  /** As a browser sends it. */
  static RuleForm sent(Map<String, String[]> parameters) {
    Map<String, String> given = new LinkedHashMap<>();
    LANGUAGES.forEach(language -> given.put(PHRASES + language, ""));
    parameters.forEach(
        (name, values) -> given.put(name, values.length == 0 ? "" : values[0].strip()));
    return new RuleForm(given.getOrDefault("before", ""), given);
  }

  public boolean isAdded() {
    return before.isEmpty();
  }

  public String on() {
    return value("on");
  }

  public String value(String field) {
    return given.getOrDefault(field, "");
  }

  /** In which languages phrases can be written, those that the rule has already among them. */
  public List<String> languages() {
    return given.keySet().stream()
        .filter(field -> field.startsWith(PHRASES))
        .map(field -> field.substring(PHRASES.length()))
        .toList();
  }

  /** What is no number and has to be one, by field. */
  List<Violation> noNumbers() {
    return NUMBERS.stream()
        .filter(field -> !value(field).isEmpty() && !value(field).matches("\\d{1,6}"))
        .map(field -> new Violation(field, "must be a whole number"))
        .toList();
  }

  RuleRequest toRequest() {
    return new RuleRequest(
        isAdded() ? textOrNull("ruleId") : before,
        textOrNull("on"),
        !value("enabled").equals("false"),
        textOrNull("severity"),
        textOrNull("kind"),
        number("from"),
        number("to"),
        number("severeUpTo"),
        number("worst"),
        textOrNull("metric"),
        on().equals(Rule.KEYWORD) ? phrases() : null,
        number("times"),
        number("days"),
        on().equals(Rule.BY_HAND)
            ? null
            : new Rule.Only(list("service"), list("team"), list("channel")));
  }

  private Map<String, @Nullable List<@Nullable String>> phrases() {
    Map<String, @Nullable List<@Nullable String>> phrases = new LinkedHashMap<>();
    for (String language : languages()) {
      List<@Nullable String> all = new ArrayList<>(list(PHRASES + language));
      if (!all.isEmpty()) {
        phrases.put(language, all);
      }
    }
    return phrases;
  }

  private List<String> list(String field) {
    return Arrays.stream(value(field).split("\\R"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private @Nullable String textOrNull(String field) {
    return value(field).isEmpty() ? null : value(field);
  }

  private @Nullable Integer number(String field) {
    return value(field).matches("\\d{1,6}") ? Integer.valueOf(value(field)) : null;
  }
}
