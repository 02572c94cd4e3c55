package dev.barometer.reporting.score;

import java.time.Instant;
import java.util.List;

/**
 * What a score is made of.
 *
 * @param by the dimension or the pair
 * @param items the groups that have observations, most first; then, where there is one, the rest
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
record BreakdownView(
    String metric, String by, List<BreakdownItem> items, Instant asOf, boolean complete) {
  BreakdownView {
    items = items.stream().map(item -> item.told(asOf, complete)).toList();
  }
}
