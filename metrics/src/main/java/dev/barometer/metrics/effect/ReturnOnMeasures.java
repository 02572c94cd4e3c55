package dev.barometer.metrics.effect;

import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the difference is worth over all tickets it holds for: {@code amount = gain x volume}, where
 * the gain is the difference towards the better side, in hours a ticket for spans of time, as a
 * share of tickets for shares. The volume is counted, not estimated, so that the uncertainty is
 * that of the difference alone.
 *
 * @param unit {@code hours} or {@code tickets}
 * @param amount saved, or reached more often; negative where it got worse
 * @param interval of the amount, 95 %; null where the difference has none
 * @param gain in hours, or 0 to 1, for one ticket
 * @param volume how many tickets
 */
public record ReturnOnMeasures(
    String unit, double amount, @Nullable Interval interval, double gain, long volume) {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double PERCENT = 100;

  /**
   * Empty where the metric is neither a span of time nor a share of tickets, or where the
   * difference is not known.
   *
   * @param volume the tickets of the window after, or of any later time that is taken to be like
   *     it; at least 0
   */
  public static Optional<ReturnOnMeasures> of(Effect effect, long volume) {
    if (volume < 0) {
      throw new IllegalArgumentException("a volume of " + volume);
    }
    Metric metric = Metrics.find(effect.metric()).orElseThrow();
    Double difference = effect.difference();
    if (difference == null) {
      return Optional.empty();
    }
    return switch (metric.formula()) {
      case DURATION_MEAN ->
          Optional.of(of("hours", SECONDS_PER_HOUR, metric, difference, effect.interval(), volume));
      case YES_SHARE ->
          Optional.of(of("tickets", PERCENT, metric, difference, effect.interval(), volume));
      case BALANCE, POSITIVE_SHARE, POINT_MEAN, COUNT -> Optional.empty();
    };
  }

  private static ReturnOnMeasures of(
      String unit,
      double divisor,
      Metric metric,
      double difference,
      @Nullable Interval interval,
      long volume) {
    double perTicket = (metric.lowIsGood() ? -1 : 1) / divisor;
    double factor = perTicket * volume;
    return new ReturnOnMeasures(
        unit,
        difference * factor,
        interval == null ? null : times(interval, factor),
        difference * perTicket,
        volume);
  }

  private static Interval times(Interval interval, double factor) {
    double one = interval.low() * factor;
    double other = interval.high() * factor;
    return new Interval(
        interval.level(), Math.min(one, other), Math.max(one, other), interval.method());
  }
}
