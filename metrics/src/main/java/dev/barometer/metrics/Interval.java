package dev.barometer.metrics;

/**
 * A confidence interval in the unit of the score it belongs to.
 *
 * @param level coverage, 0.95 for 95 %
 * @param method {@code adjusted-wald}, {@code wilson} or {@code student-t}; of a difference as the
 *     package {@code effect} names it
 */
public record Interval(double level, double low, double high, String method) {

  /** The part of it that is possible. */
  Interval clampedTo(double lowest, double highest) {
    return new Interval(level, Math.max(low, lowest), Math.min(high, highest), method);
  }
}
