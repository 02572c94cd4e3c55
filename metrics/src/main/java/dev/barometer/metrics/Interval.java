package dev.barometer.metrics;

/**
 * A confidence interval in the unit of the score it belongs to.
 *
 * @param level coverage, 0.95 for 95 %
 * @param method {@code adjusted-wald}, {@code wilson} or {@code student-t}
 */
public record Interval(double level, double low, double high, String method) {}
