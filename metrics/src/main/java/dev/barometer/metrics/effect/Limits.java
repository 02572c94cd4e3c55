package dev.barometer.metrics.effect;

/**
 * An estimate and its limits. Sizes are {@code double}, as dependent observations count for fewer.
 */
record Limits(double value, double low, double high) {

  /**
   * The score limits of a share with the correction for continuity, in percent (Newcombe,
   * Statistics in Medicine 17, 1998, 857-872, method 4): {@code (2 n p + z^2 -+ 1 -+ z sqrt(z^2 -+
   * 2 - 1/n + 4 p (n q +- 1))) / (2 (n + z^2))}; low is 0 where p is, high 1.
   *
   * @param share p, 0 to 1
   * @param critical z, or Student's t
   */
  static Limits ofShare(double share, double n, double critical) {
    double square = critical * critical;
    double rest = 1 - share;
    double center = 2 * n * share + square;
    double divisor = 2 * (n + square);
    double down = square - 2 - 1 / n + 4 * share * (n * rest + 1);
    double up = square + 2 - 1 / n + 4 * share * (n * rest - 1);
    double low = share == 0 ? 0 : (center - 1 - critical * Math.sqrt(Math.max(0, down))) / divisor;
    double high = share == 1 ? 1 : (center + 1 + critical * Math.sqrt(Math.max(0, up))) / divisor;
    return new Limits(
        100 * share,
        100 * Math.max(0, Math.min(low, share)),
        100 * Math.min(1, Math.max(high, share)));
  }

  /**
   * The adjusted Wald limits of a balance, in points: three quarters of an answer more in each
   * extreme and three in all (Rocks, The American Statistician 70, 2016), within -100 to 100.
   *
   * @param distribution over -100, 0 and 100
   */
  static Limits ofBalance(Distribution distribution, double n, double critical) {
    double positive = (distribution.share(100) + 0.75 / n) / (1 + 3 / n);
    double negative = (distribution.share(-100) + 0.75 / n) / (1 + 3 / n);
    double center = positive - negative;
    double reach = critical * Math.sqrt((positive + negative - center * center) / (n + 3));
    return new Limits(
        distribution.mean(), 100 * Math.max(-1, center - reach), 100 * Math.min(1, center + reach));
  }
}
