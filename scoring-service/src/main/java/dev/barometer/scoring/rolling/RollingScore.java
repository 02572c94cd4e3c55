package dev.barometer.scoring.rolling;

import dev.barometer.metrics.Interval;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Score;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the rolling API.
 *
 * @param at the running hour the window ends with
 */
record RollingScore(
    String metric,
    String scope,
    String window,
    Instant at,
    String status,
    long n,
    @Nullable Double value,
    @Nullable Interval interval,
    @Nullable Map<String, Long> counts,
    @Nullable String scale,
    @Nullable Double p50,
    @Nullable Double p90) {

  static RollingScore of(Score score, String scope, Window window, Instant at) {
    Map<String, Long> counts = new TreeMap<>();
    score.counts().forEach((PointClass pointClass, Long n) -> counts.put(pointClass.label(), n));
    return new RollingScore(
        score.metric(),
        scope,
        window.label(),
        at,
        score.status().label(),
        score.n(),
        score.value(),
        score.interval(),
        counts.isEmpty() ? null : counts,
        score.scale(),
        score.p50(),
        score.p90());
  }
}
