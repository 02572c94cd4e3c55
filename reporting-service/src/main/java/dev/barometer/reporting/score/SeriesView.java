package dev.barometer.reporting.score;

import java.time.Instant;
import java.util.List;

/**
 * How a score went.
 *
 * @param interval what a point stands for: {@code hour}, {@code day}, {@code week} or {@code month}
 * @param points oldest first, one per interval, without data too
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
record SeriesView(
    String metric,
    String scope,
    String interval,
    List<ScoreView> points,
    Instant asOf,
    boolean complete) {
  SeriesView {
    points = points.stream().map(point -> point.told(asOf, complete)).toList();
  }
}
