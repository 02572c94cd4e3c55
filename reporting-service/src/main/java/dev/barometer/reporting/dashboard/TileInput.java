package dev.barometer.reporting.dashboard;

import dev.barometer.metrics.Metric;
import dev.barometer.reporting.score.ScoreView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a tile tells of one metric.
 *
 * @param score with its change against the period before, where there is one to tell of
 * @param before the period before, of a count: counts have no test of a change
 * @param series the same period cut into hours or days
 */
record TileInput(
    Metric metric, ScoreView score, @Nullable ScoreView before, List<ScoreView> series) {}
