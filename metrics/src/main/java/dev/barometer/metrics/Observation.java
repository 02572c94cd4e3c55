package dev.barometer.metrics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measured fact: what was measured, when it happened, and the code and value that go into the
 * tally.
 *
 * @param time event time; it decides the bucket
 * @param code what is counted, as the metric's {@link Family} says
 * @param value what is summed: the point, 0 or 1, or milliseconds
 */
public record Observation(Measure measure, Instant time, int code, long value) {
  /** The one code of a volume. */
  public static final int COUNTED = 1;

  public static Observation choice(
      String metric, String scale, int point, @Nullable PointClass pointClass, Instant time) {
    return new Observation(
        Measure.of(metric, scale), time, ChoiceCode.of(point, pointClass), point);
  }

  public static Observation yesNo(String metric, boolean yes, Instant time) {
    int code = yes ? 1 : 0;
    return new Observation(Measure.of(metric), time, code, code);
  }

  /** A span of time, exact to the millisecond; throws on a negative span. */
  public static Observation duration(String metric, Duration span, Instant time) {
    long millis = span.toMillis();
    return new Observation(Measure.of(metric), time, LogBins.binOf(millis), millis);
  }

  public static Observation volume(String metric, Instant time) {
    return new Observation(Measure.of(metric), time, COUNTED, 0);
  }
}
