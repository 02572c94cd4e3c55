package dev.barometer.scoring.rolling;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Score;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the rolling API; what a metric does not have is absent.
 *
 * @param at the running hour the window ends with
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
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
    @JsonInclude(NON_NULL) @Nullable Map<String, Long> counts,
    @JsonInclude(NON_NULL) @Nullable String scale,
    @JsonInclude(NON_NULL) @Nullable Double p50,
    @JsonInclude(NON_NULL) @Nullable Double p90,
    Instant asOf,
    boolean complete) {

  static RollingScore of(
      Score score, String scope, Window window, Instant at, Instant asOf, boolean complete) {
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
        score.p90(),
        asOf,
        complete);
  }

  /** The same of another moment. */
  RollingScore asOf(Instant moment) {
    return new RollingScore(
        metric, scope, window, at, status, n, value, interval, counts, scale, p50, p90, moment,
        complete);
  }
}
