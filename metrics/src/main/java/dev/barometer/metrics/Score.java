package dev.barometer.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tally says: a pure function of it.
 *
 * @param n how many observations are behind the value, or would be: it is told under the minimum n
 *     too. An answer that belongs to no class is behind a mean, not behind a share or a balance
 * @param value in the metric's unit (a share of positive answers in percent whatever the metric);
 *     null unless the status is OK
 * @param interval in the unit of the value; null where the metric has none (a count), and for a
 *     mean where n is 1 or all observations are equal, so that no spread is known
 * @param counts per class, for choice metrics only, otherwise empty; on the scale of a mean
 * @param scale the scale of a mean; null where scales do not matter
 * @param p50 median by nearest rank, within 1 %; durations only, seconds
 * @param p90 ninetieth percentile by nearest rank, within 1 %; durations only, seconds
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
