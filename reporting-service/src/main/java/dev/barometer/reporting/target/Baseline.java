package dev.barometer.reporting.target;

/**
 * Where one began, in the unit of the metric.
 *
 * @param source where the value comes from, such as a period or a contract
 */
public record Baseline(double value, String source) {}
