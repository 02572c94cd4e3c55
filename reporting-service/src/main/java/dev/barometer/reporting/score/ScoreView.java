package dev.barometer.reporting.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Change;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Variant;
import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A score as it leaves the system: with what it is of, how many observations are behind it and how
 * sure it is. Without enough data {@code value} and {@code interval} are null; what the metric does
 * not have is absent.
 *
 * @param variant where it was asked for in one: {@code excludeNeutral} or {@code percent}
 * @param from the period's beginning as it was used
 * @param value in the metric's unit
 * @param counts observations by class, for answers on a scale
 * @param scale the scale of a mean
 * @param p50 median of a duration, seconds
 * @param p90 ninetieth percentile of a duration, seconds
 * @param change against the period it was compared with
 * @param status {@code ok}, {@code not-enough-data} or {@code no-data}
 * @param asOf everything that was accepted before this moment is counted
 * @param complete whether nothing that was accepted waited then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreView(
    String metric,
    @Nullable String variant,
    String scope,
    Instant from,
    Instant to,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Double value,
    long n,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Interval interval,
    @Nullable Map<String, Long> counts,
    @Nullable String scale,
    @Nullable Double p50,
    @Nullable Double p90,
    @Nullable Change change,
    String status,
    @Nullable Instant asOf,
    @Nullable Boolean complete) {

  public static ScoreView of(Score score, Metric metric, Scope scope, Period period) {
    return of(score, metric, scope, period, null);
  }

  static ScoreView of(
      Score score, Metric metric, Scope scope, Period period, @Nullable Change change) {
    return new ScoreView(
        metric.id(),
        null,
        scope.toString(),
        period.from(),
        period.to(),
        score.value(),
        score.n(),
        score.interval(),
        countsOf(score, metric),
        score.scale(),
        score.p50(),
        score.p90(),
        change,
        score.status().label(),
        null,
        null);
  }

  /** How many there are of something that is counted elsewhere. */
  public static ScoreView ofCount(Metric metric, Scope scope, Period period, long count) {
    return new ScoreView(
        metric.id(),
        null,
        scope.toString(),
        period.from(),
        period.to(),
        (double) count,
        count,
        null,
        null,
        null,
        null,
        null,
        null,
        Score.Status.OK.label(),
        null,
        null);
  }

  private static @Nullable Map<String, Long> countsOf(Score score, Metric metric) {
    if (metric.family() != Family.CHOICE || !isOk(score)) {
      return null;
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    for (PointClass pointClass :
        new PointClass[] {PointClass.POSITIVE, PointClass.NEUTRAL, PointClass.NEGATIVE}) {
      counts.put(pointClass.label(), score.counts().getOrDefault(pointClass, 0L));
    }
    return counts;
  }

  private static boolean isOk(Score score) {
    return score.status() == Score.Status.OK;
  }

  /** Whether there is a number to show. */
  public boolean hasValue() {
    return value != null;
  }

  /** The same with its numbers hidden; only how many observations there are remains. */
  ScoreView hidden() {
    String status = Score.Status.NOT_ENOUGH_DATA.label();
    return new ScoreView(
        metric, variant, scope, from, to, null, n, null, null, scale, null, null, null, status,
        asOf, complete);
  }

  /** The same, named as what it is. */
  ScoreView in(@Nullable Variant asked) {
    return asked == null ? this : with(asked.label(), asOf, complete);
  }

  /** The same, and how old it is. */
  ScoreView told(Instant countedUpTo, boolean isComplete) {
    return with(variant, countedUpTo, isComplete);
  }

  private ScoreView with(
      @Nullable String named, @Nullable Instant countedUpTo, @Nullable Boolean isComplete) {
    return new ScoreView(
        metric,
        named,
        scope,
        from,
        to,
        value,
        n,
        interval,
        counts,
        scale,
        p50,
        p90,
        change,
        status,
        countedUpTo,
        isComplete);
  }
}
