package dev.barometer.reporting.score;

import java.util.List;

/**
 * What a score is made of.
 *
 * @param by the dimension or the pair
 * @param items the groups that have observations, most first; then, where there is one, the rest
 */
record BreakdownView(String metric, String by, List<BreakdownItem> items) {
  BreakdownView {
    items = List.copyOf(items);
  }
}
