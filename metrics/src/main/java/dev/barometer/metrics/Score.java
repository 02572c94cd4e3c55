package dev.barometer.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tally says: a pure function of it.
 *
 * @param n how many observations are behind the value
 * @param value in the metric's unit; null unless the status is OK
 * @param interval null where the metric has none (a count) or n is too small for one
 * @param counts per class, for choice metrics only, otherwise empty
 * @param scale the scale of a mean; null where scales do not matter
 * @param p50 median, durations only, seconds
 * @param p90 ninetieth percentile, durations only, seconds
 */
public record Score(
    String metric,
    Status status,
    long n,
    @Nullable Double value,
    @Nullable Interval interval,
    Map<PointClass, Long> counts,
    @Nullable String scale,
    @Nullable Double p50,
    @Nullable Double p90) {

  /** Whether a number may be shown. */
  public enum Status {
    OK("ok"),
    NOT_ENOUGH_DATA("not-enough-data"),
    NO_DATA("no-data");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
