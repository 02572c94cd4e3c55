package dev.barometer.metrics;

/**
 * How a score moved from an earlier tally to a later one.
 *
 * @param from the earlier value
 * @param by later minus earlier
 * @param z the test statistic: z, for means Welch's t
 * @param significant whether |z| exceeds 1.959964 (95 %), for means the critical value of Student's
 *     t, which is larger the fewer the observations
 */
public record Change(double from, double by, double z, boolean significant) {}
