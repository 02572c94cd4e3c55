package dev.barometer.metrics;

import java.util.Optional;

/**
 * So many of so many, where there is no metric of its own for it; the same formulas as of those.
 *
 * @param n at least 1: of none there is no share
 */
public record Proportion(long part, long n) {

  public Proportion {
    if (n < 1 || part < 0 || part > n) {
      throw new IllegalArgumentException("a share of " + part + " in " + n);
    }
  }

  /** From 0 to 100. */
  public double percent() {
    return 100.0 * part / n;
  }

  /** Wilson's, in percent. */
  public Interval interval() {
    return Intervals.wilson((double) part / n, n);
  }

  /**
   * The change to another share, in percentage points, by the two-proportion z test with the pooled
   * share; empty where all or none of both are in the part, so that there is no spread.
   */
  public Optional<Change> changeTo(Proportion other) {
    return Comparison.shares(part, n, other.part, other.n, 1);
  }
}
