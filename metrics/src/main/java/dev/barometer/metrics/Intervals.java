package dev.barometer.metrics;

/**
 * The 95 % intervals. Sizes are {@code double} because a finite population makes them effective
 * sizes ({@link Population}), up to infinity.
 */
final class Intervals {
  static final double LEVEL = 0.95;

  /** The normal deviate that 95 % lie within. */
  static final double Z = 1.959964;

  private static final double Z_SQUARED = Z * Z;

  private Intervals() {}

  /**
   * The score interval of a share, in percent (Wilson, JASA 22, 1927): {@code (p + z^2/2n +- z
   * sqrt(p (1 - p) / n + z^2/4n^2)) / (1 + z^2/n)}.
   */
  static Interval wilson(double share, double n) {
    double perN = Z_SQUARED / n;
    double center = share + perN / 2;
    double reach = Math.sqrt(perN * share * (1 - share) + perN * perN / 4);
    // At 0 and 1 the bound is exact; the formula would miss it by rounding.
    double low = share == 0 ? 0 : (center - reach) / (1 + perN);
    double high = share == 1 ? 1 : (center + reach) / (1 + perN);
    return new Interval(LEVEL, 100 * low, 100 * high, "wilson");
  }

  /**
   * The interval of a balance of shares, in points: Wald's after adding three answers, three
   * quarters of one to each extreme (adjusted Wald; Rocks, Interval Estimation for the Net Promoter
   * Score, The American Statistician 70, 2016), clamped to -100 .. 100.
   */
  static Interval adjustedWald(double positiveShare, double negativeShare, double n) {
    double positive = (positiveShare + 0.75 / n) / (1 + 3 / n);
    double negative = (negativeShare + 0.75 / n) / (1 + 3 / n);
    double center = positive - negative;
    double reach = Z * Math.sqrt((positive + negative - center * center) / (n + 3));
    return new Interval(LEVEL, 100 * (center - reach), 100 * (center + reach), "adjusted-wald")
        .clampedTo(-100, 100);
  }

  /**
   * The interval of a mean: {@code mean +- t(n - 1) s / sqrt(n)}. The sample needs a spread: a few
   * equal values would claim a certainty that they do not have.
   *
   * @param n the effective size
   */
  static Interval studentT(Sample sample, double n) {
    double reach = StudentT.critical(sample.n() - 1) * Math.sqrt(sample.variance() / n);
    return new Interval(LEVEL, sample.mean() - reach, sample.mean() + reach, "student-t");
  }
}
