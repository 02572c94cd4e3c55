package dev.barometer.complaint.rule;

import dev.barometer.complaint.cases.Case;
import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules as they are sent, in their order. */
public record RuleListRequest(@Nullable List<@Nullable RuleRequest> rules) {
  private static final int MOST = 50;

  /**
   * Sound rules. What is taken down by hand comes last, also where that is not said.
   *
   * @throws InvalidRequestException that names each field, such as {@code rules[2].from}
   */
  public List<Rule> toRules(Instant now) {
    Violations violations = new Violations(now);
    List<RuleRequest> asked = new ArrayList<>();
    if (violations.present("rules", rules)) {
      asked.addAll(Objects.requireNonNull(rules));
    }
    if (asked.size() > MOST) {
      violations.broken("rules", "must be at most " + MOST);
    }
    List<Rule> sound = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < Math.min(asked.size(), MOST); i++) {
      RuleRequest one = asked.get(i);
      violations.in("rules", i);
      if (!violations.present("", one)) {
        continue;
      }
      Rule rule = one.toRule(i, violations);
      if (one.ruleId() != null && !ids.add(one.ruleId())) {
        violations.broken("ruleId", "must not stand twice");
      }
      if (Rule.BY_HAND.equals(one.on()) && i < asked.size() - 1) {
        violations.broken("on", "must come last: by-hand");
      }
      if (rule != null) {
        sound.add(rule);
      }
    }
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
    if (!ids.contains(Case.BY_HAND)) {
      sound.add(Rule.simple(Case.BY_HAND, Rule.BY_HAND));
    }
    return sound;
  }
}
