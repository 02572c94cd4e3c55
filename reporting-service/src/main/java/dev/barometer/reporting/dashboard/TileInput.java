package dev.barometer.reporting.dashboard;

import dev.barometer.metrics.Metric;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Yardstick;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a tile tells of one metric.
 *
 * @param score with its change against the period before, where there is one to tell of
 * @param before of the period it is compared with
 * @param covered whether the figures reach back over half of that
 * @param series the same period cut into hours or days
 * @param yardstick what the score is measured by; null where nothing is
 */
record TileInput(
    Metric metric,
    ScoreView score,
    ScoreView before,
    boolean covered,
    List<ScoreView> series,
    @Nullable Yardstick yardstick) {}
