package dev.barometer.complaint.rule;

import dev.barometer.complaint.cases.Severity;
import dev.barometer.contract.fact.Complaint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Why a response becomes a case.
 *
 * @param rule the id of the first rule that matched, shown on the case
 * @param kind {@code grievance} or {@code complaint}
 * @param said the answer that matched, with the person's words
 * @param ifRepeated the rules that come before it where the person had cases lately
 */
public record Verdict(
    String rule, Severity severity, String kind, Complaint.Evidence said, List<Rule> ifRepeated) {

  public Verdict {
    ifRepeated = List.copyOf(ifRepeated);
  }

  /** By a rule that asks for nothing else. */
  public Verdict(String rule, Severity severity, String kind, Complaint.Evidence said) {
    this(rule, severity, kind, said, List.of());
  }

  /**
   * The same, by the first rule on repetition that matches.
   *
   * @param cases when the person's other cases came about
   */
  public Verdict after(Collection<Instant> cases) {
    return ifRepeated.stream()
        .filter(one -> isRepeated(one, cases))
        .findFirst()
        .map(one -> new Verdict(one.ruleId(), one.severityAt(null), one.kind(), said))
        .orElse(this);
  }

  private boolean isRepeated(Rule one, Collection<Instant> cases) {
    if (one.times() == null || one.days() == null) {
      return false;
    }
    Instant until = said.saidAt();
    Instant since = until.minus(Duration.ofDays(one.days()));
    long earlier = cases.stream().filter(at -> at.isBefore(until) && !at.isBefore(since)).count();
    return earlier + 1 >= one.times();
  }
}
