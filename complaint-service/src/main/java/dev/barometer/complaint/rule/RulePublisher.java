package dev.barometer.complaint.rule;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.IfMatch;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes the rules, and writes down who did it, before it is done. */
@Component
public class RulePublisher {
  private final RuleRepository repository;
  private final AuditLog audit;
  private final Clock clock;

  RulePublisher(RuleRepository repository, AuditLog audit, Clock clock) {
    this.repository = repository;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The list as it stands then.
   *
   * @param wanted the revision that the change is meant for; null where any will do
   */
  public RuleList change(@Nullable Long wanted, List<Rule> rules) {
    IfMatch.require(wanted, repository.head().revision());
    audit.record("complaint-rules.changed", "complaint-rules", details(rules));
    while (true) {
      RuleRepository.Head before = repository.head();
      IfMatch.require(wanted, before.revision());
      Optional<RuleList> kept = repository.put(before, rules, clock.instant());
      if (kept.isPresent()) {
        return kept.get();
      }
    }
  }

  private static Map<String, String> details(List<Rule> rules) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("rules", ids(rules, true));
    String off = ids(rules, false);
    if (!off.isEmpty()) {
      details.put("off", off);
    }
    return details;
  }

  private static String ids(List<Rule> rules, boolean enabled) {
    return rules.stream()
        .filter(rule -> rule.enabled() == enabled)
        .map(Rule::ruleId)
        .collect(Collectors.joining(", "));
  }
}
