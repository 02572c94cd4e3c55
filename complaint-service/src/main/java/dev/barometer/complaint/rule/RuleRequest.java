package dev.barometer.complaint.rule;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.rule.Names;
import dev.barometer.contract.rule.Violations;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rule as it is sent; see {@link Rule}. What is left out is as it is by default. */
public record RuleRequest(
    @Nullable String ruleId,
    @Nullable String on,
    @Nullable Boolean enabled,
    @Nullable String severity,
    @Nullable String kind,
    @Nullable Integer from,
    @Nullable Integer to,
    @Nullable Integer severeUpTo,
    @Nullable Integer worst,
    @Nullable String metric,
    @Nullable Map<String, @Nullable List<@Nullable String>> phrases,
    @Nullable Integer times,
    @Nullable Integer days,
    Rule.@Nullable Only only) {
  private static final String RATER = "rater-";
  private static final int HIGHEST_NPS = 10;
  private static final int MOST_WORST = 4;
  private static final int MOST_TIMES = 50;
  private static final int MOST_DAYS = 366;
  private static final int MOST_PHRASES = 200;
  private static final int LONGEST_PHRASE = 100;
  private static final int MOST_NAMES = 200;

  /** As it would be sent. */
  public static RuleRequest of(Rule rule) {
    Map<String, @Nullable List<@Nullable String>> words =
        rule.phrases() == null ? null : new LinkedHashMap<>(rule.phrases());
    return new RuleRequest(
        rule.ruleId(),
        rule.on(),
        rule.enabled(),
        rule.severity(),
        rule.kind(),
        rule.from(),
        rule.to(),
        rule.severeUpTo(),
        rule.worst(),
        rule.metric(),
        words,
        rule.times(),
        rule.days(),
        rule.only());
  }

  /** The rule, or null where something of it is broken. */
  @Nullable Rule toRule(int index, Violations violations) {
    int before = violations.all().size();
    violations.in("rules", index);
    violations.id("ruleId", ruleId);
    violations.oneOf("on", on, Rule.KINDS);
    String bad = Objects.requireNonNullElse(severity, Severity.NORMAL.label());
    violations.oneOf(
        "severity", bad, Arrays.stream(Severity.values()).map(Severity::label).toList());
    String made = Objects.requireNonNullElse(kind, Case.GRIEVANCE);
    violations.oneOf("kind", made, List.of(Case.GRIEVANCE, Case.COMPLAINT));
    String about = String.valueOf(on);
    if ((about.equals(Rule.BY_HAND)) != Case.BY_HAND.equals(ruleId) && ruleId != null) {
      violations.broken("ruleId", "must be by-hand for what is taken down, and for nothing else");
    }
    if (about.equals(Rule.BY_HAND) && (Boolean.FALSE.equals(enabled) || only != null)) {
      violations.broken("enabled", "must be true: whatever is taken down becomes a case");
    }
    checkLimits(about, violations);
    checkForeign(about, violations);
    Rule.Only limits = names(violations);
    if (violations.all().size() > before) {
      return null;
    }
    return new Rule(
        String.valueOf(ruleId),
        about,
        !Boolean.FALSE.equals(enabled),
        bad,
        made,
        about.equals(Rule.NPS) && from == null ? Integer.valueOf(0) : from,
        to,
        severeUpTo,
        about.equals(Rule.CES) && worst == null ? Integer.valueOf(RuleList.WORST_TWO) : worst,
        metric,
        soundPhrases(),
        times,
        days,
        limits);
  }

  private void checkLimits(String about, Violations violations) {
    switch (about) {
      case Rule.NPS -> {
        within("from", from, 0, HIGHEST_NPS, false, violations);
        within("to", to, 0, HIGHEST_NPS, true, violations);
        within("severeUpTo", severeUpTo, 0, HIGHEST_NPS, false, violations);
        if (from != null && to != null && from > to) {
          violations.broken("from", "must not be above to");
        }
      }
      case Rule.CES -> within("worst", worst, 1, MOST_WORST, false, violations);
      case Rule.RATER -> checkRater(violations);
      case Rule.KEYWORD -> checkPhrases(violations);
      case Rule.REPETITION -> {
        within("times", times, 2, MOST_TIMES, true, violations);
        within("days", days, 1, MOST_DAYS, true, violations);
      }
      default -> {
        // It has no limits.
      }
    }
  }

  private void checkRater(Violations violations) {
    Metric rated = metric == null ? null : Metrics.find(metric).orElse(null);
    if (!violations.present("metric", metric)) {
      return;
    }
    if (rated == null || !rated.id().startsWith(RATER)) {
      violations.broken("metric", "must be one of the RATER metrics, such as rater-empathy");
      return;
    }
    Scale scale = Scale.of(rated).get(0);
    within("to", to, scale.lowest(), scale.highest(), true, violations);
    within("severeUpTo", severeUpTo, scale.lowest(), scale.highest(), false, violations);
  }

  private void checkPhrases(Violations violations) {
    if (phrases == null || phrases.isEmpty()) {
      violations.broken("phrases", "is required: lists of phrases by language");
      return;
    }
    int count = 0;
    for (var language : phrases.entrySet()) {
      if (!language.getKey().matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
        violations.broken("phrases", "must be named by languages, such as en or zh-CN");
      }
      List<String> all = language.getValue() == null ? List.of() : language.getValue();
      count += all.size();
      for (String phrase : all) {
        if (phrase == null || phrase.isBlank() || phrase.length() > LONGEST_PHRASE) {
          violations.broken(
              "phrases." + language.getKey(),
              "must be phrases of at most " + LONGEST_PHRASE + " characters");
          break;
        }
        violations.text("phrases." + language.getKey(), phrase, LONGEST_PHRASE);
      }
    }
    if (count == 0 || count > MOST_PHRASES) {
      violations.broken("phrases", "must be 1 to " + MOST_PHRASES + " phrases in all");
    }
  }

  /** A limit that its kind has no use for would be believed to limit something. */
  private void checkForeign(String about, Violations violations) {
    refuse("from", from, about.equals(Rule.NPS), violations);
    refuse("to", to, List.of(Rule.NPS, Rule.RATER).contains(about), violations);
    refuse("severeUpTo", severeUpTo, List.of(Rule.NPS, Rule.RATER).contains(about), violations);
    refuse("worst", worst, about.equals(Rule.CES), violations);
    refuse("metric", metric, about.equals(Rule.RATER), violations);
    refuse("phrases", phrases, about.equals(Rule.KEYWORD), violations);
    refuse("times", times, about.equals(Rule.REPETITION), violations);
    refuse("days", days, about.equals(Rule.REPETITION), violations);
  }

  private static void refuse(
      String field, @Nullable Object value, boolean fits, Violations violations) {
    if (value != null && !fits) {
      violations.broken(field, "does not go with this kind of rule");
    }
  }

  private static void within(
      String field,
      @Nullable Integer value,
      int least,
      int most,
      boolean required,
      Violations violations) {
    if (value == null) {
      if (required) {
        violations.broken(field, "is required");
      }
    } else if (value < least || value > most) {
      violations.broken(field, "must be between " + least + " and " + most);
    }
  }

  private Rule.@Nullable Only names(Violations violations) {
    if (only == null) {
      return null;
    }
    var names =
        new Rule.Only(
            names("only.service", only.service(), violations),
            names("only.team", only.team(), violations),
            names("only.channel", only.channel(), violations));
    return names.service().isEmpty() && names.team().isEmpty() && names.channel().isEmpty()
        ? null
        : names;
  }

  private static List<String> names(String field, List<String> all, Violations violations) {
    List<String> names = new ArrayList<>();
    if (all.size() > MOST_NAMES) {
      violations.broken(field, "must be at most " + MOST_NAMES);
    }
    for (String one : all) {
      String name = Names.normalised(one);
      violations.id(field, name);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private @Nullable Map<String, List<String>> soundPhrases() {
    if (phrases == null) {
      return null;
    }
    Map<String, List<String>> sound = new LinkedHashMap<>();
    phrases.forEach(
        (language, all) -> {
          if (all != null) {
            sound.put(language, all.stream().filter(Objects::nonNull).map(String::strip).toList());
          }
        });
    return sound;
  }
}
