package dev.barometer.reporting.score;

import java.time.Instant;
import java.util.List;

/**
 * Scores of several metrics and scopes over one period.
 *
 * @param items by metric and then by scope, as they were asked for
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
record ScoreList(List<ScoreView> items, Instant asOf, boolean complete) {
  ScoreList {
    items = items.stream().map(item -> item.told(asOf, complete)).toList();
  }
}
