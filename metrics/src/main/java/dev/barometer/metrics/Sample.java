package dev.barometer.metrics;

/**
 * The moments of a sample of values.
 *
 * @param mean exact, from the tally's sum
 * @param variance of one value, with divisor n - 1; 0 where n is 1
 */
record Sample(long n, double mean, double variance) {
  private static final double MILLIS_PER_SECOND = 1000;

  /** Answered points of one scale. */
  static Sample ofPoints(Tally tally) {
    return of(tally, ChoiceCode::point, 1);
  }

  /**
   * Spans of time, in seconds. The spread is that of what the bins stand for, so the standard
   * deviation is within 1 % of the root mean square of the spans; the mean is exact.
   */
  static Sample ofDurations(Tally tally) {
    return of(tally, LogBins::millisOf, MILLIS_PER_SECOND);
  }

  private static Sample of(Tally tally, ValueOfCode valueOfCode, double unit) {
    long n = tally.n();
    double[] sums = new double[2];
    tally.forEach((code, count) -> sums[0] += count * (valueOfCode.valueOf(code) / unit));
    double center = sums[0] / n;
    tally.forEach(
        (code, count) -> {
          double deviation = valueOfCode.valueOf(code) / unit - center;
          sums[1] += count * deviation * deviation;
        });
    double variance = tally.hasOneCode() ? 0 : sums[1] / (n - 1);
    return new Sample(n, tally.sum() / (double) n / unit, variance);
  }

  /** Whether there is any difference between the values, without which there is nothing to test. */
  boolean hasSpread() {
    return variance > 0;
  }

  /** The squared standard error of the mean. */
  double squaredError() {
    return variance / n;
  }

  @FunctionalInterface
  private interface ValueOfCode {
    double valueOf(int code);
  }
}
