package dev.barometer.complaint.draft;

import dev.barometer.complaint.rule.Rule;
import dev.barometer.frame.wording.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says rules in words that nobody has to learn. */
final class RuleText {
  private static final String KEYS = "desk.rules.";
  private static final int MOST_PHRASES = 12;
  private static final String BETWEEN = ", ";

  private final Wording wording;

  RuleText(Wording wording) {
    this.wording = wording;
  }

  /**
   * One rule of a list.
   *
   * @param title what it is called
   * @param what it looks for
   * @param makes what becomes of that
   * @param limits what it is limited to
   * @param first whether it can go no further up
   * @param last whether it can go no further down
   * @param state {@code same}, {@code new} or {@code changed}, beside what stands
   */
  record Line(
      String id,
      String title,
      String what,
      String makes,
      List<String> limits,
      boolean enabled,
      boolean byHand,
      boolean first,
      boolean last,
      String state) {}

  /** All of a list, beside the one that stands. */
  List<Line> lines(List<Rule> rules, List<Rule> standing) {
    Map<String, Rule> before =
        standing.stream().collect(Collectors.toMap(Rule::ruleId, one -> one, (a, b) -> a));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boolean byHand = RuleDraft.isByHand(rule);
      Rule same = before.get(rule.ruleId());
      lines.add(
          new Line(
              rule.ruleId(),
              title(rule.ruleId()),
              what(rule),
              makes(rule),
              limits(rule),
              rule.enabled(),
              byHand,
              i == 0,
              i >= rules.size() - 2,
              same == null ? "new" : same.equals(rule) ? "same" : "changed"));
    }
    return lines;
  }

  String title(String ruleId) {
    return wording.sayOr("desk.rule." + ruleId, ruleId);
  }

  private String what(Rule rule) {
    String key = KEYS + "what." + rule.on();
    return switch (rule.on()) {
      case Rule.NPS -> wording.say(key, number(rule.from()), number(rule.to()));
      case Rule.CES -> wording.say(key, number(rule.worst()));
      case Rule.RATER -> wording.say(key, wording.say(KEYS + rule.metric()), number(rule.to()));
      case Rule.KEYWORD -> wording.say(key, words(rule));
      case Rule.REPETITION -> wording.say(key, number(rule.times()), number(rule.days()));
      default -> wording.say(key);
    };
  }

  private static String number(@Nullable Integer limit) {
    return limit == null ? "–" : limit.toString();
  }

  /** So many that one knows which list it is. */
  private static String words(Rule rule) {
    List<String> all =
        rule.phrases() == null
            ? List.of()
            : rule.phrases().values().stream().flatMap(Collection::stream).toList();
    String some = all.stream().limit(MOST_PHRASES).collect(Collectors.joining(BETWEEN));
    return all.size() > MOST_PHRASES ? some + " …" : some;
  }

  private String makes(Rule rule) {
    String kind = wording.say("desk.kind." + rule.kind());
    String severity = wording.say("desk.severity." + rule.severity());
    return rule.severeUpTo() == null || rule.severity().equals("severe")
        ? wording.say(KEYS + "makes", kind, severity)
        : wording.say(KEYS + "makes.severe-up-to", kind, severity, rule.severeUpTo());
  }

  private List<String> limits(Rule rule) {
    Rule.Only only = rule.only();
    if (only == null) {
      return List.of();
    }
    List<String> limits = new ArrayList<>();
    limit(limits, "service", only.service());
    limit(limits, "team", only.team());
    limit(limits, "channel", only.channel());
    return limits;
  }

  private void limit(List<String> limits, String field, List<String> names) {
    if (!names.isEmpty()) {
      limits.add(wording.say(KEYS + "only." + field, String.join(BETWEEN, names)));
    }
  }
}
