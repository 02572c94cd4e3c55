package dev.barometer.complaint.rule;

import dev.barometer.complaint.cases.Case;
import java.util.List;

/**
 * The rules in their order.
 *
 * @param revision grows with each change
 */
public record RuleList(long revision, List<Rule> rules) {
  static final int WORST_TWO = 2;

  /** As long as nobody changed them. */
  public static final RuleList DEFAULT =
      new RuleList(
          1,
          List.of(
              Rule.nps("nps-detractor", 0, 6, 2),
              Rule.simple("csat-negative", Rule.CSAT),
              Rule.simple("ces-worst-two", Rule.CES),
              Rule.simple(Case.BY_HAND, Rule.BY_HAND)));

  public RuleList {
    rules = List.copyOf(rules);
  }
}
