package dev.barometer.reporting.score;

import java.util.List;

/**
 * How a score went.
 *
 * @param interval what a point stands for: {@code hour}, {@code day}, {@code week} or {@code month}
 * @param points oldest first, one per interval, without data too
 */
record SeriesView(String metric, String scope, String interval, List<ScoreView> points) {
  SeriesView {
    points = List.copyOf(points);
  }
}
