package dev.barometer.reporting.score;

import java.time.Instant;
import java.util.List;

/**
 * What a score is made of.
 *
 * @param by the dimension or the pair
 * @param items the groups that have observations, most first
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
record BreakdownView(
    String metric, String by, List<BreakdownItem> items, Instant asOf, boolean complete) {
  BreakdownView {
    items =
        items.stream()
            .map(item -> new BreakdownItem(item.value(), item.score().told(asOf, complete)))
            .toList();
  }
}
