package dev.barometer.metrics.effect;

import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.StudentT;
import java.util.Optional;

/**
 * A difference of two means with its 95 % limits, in the unit of the metric. Two limits of
 * independent estimates are put together by square and add: {@code low = d - sqrt((b - low_b)^2 +
 * (high_a - a)^2)} for {@code d = b - a}, and {@code high} in the mirror (Newcombe, Statistics in
 * Medicine 17, 1998, 873-890; Zou and Donner, Statistics in Medicine 27, 2008).
 */
record Difference(double value, double low, double high, String method) {
  private static final double LEVEL = 0.95;

  /** Rounding may leave this of a limit that is 0, in units. */
  private static final double ROUNDING = 1e-9;

  private static final String SHARES = "newcombe-corrected";
  private static final String MEANS = "welch-or-pooled";
  private static final String OF_DIFFERENCES = "square-and-add";

  /**
   * What is known of the precision beside the distributions.
   *
   * @param before the design effect of the window before, at least 1
   * @param after the same after
   * @param degrees of freedom of these two, which Student's t has at most
   */
  record Precision(double before, double after, double degrees) {
    static final Precision INDEPENDENT = new Precision(1, 1, Double.POSITIVE_INFINITY);
  }

  /** After minus before; empty where no spread is known. Both have observations. */
  static Optional<Difference> of(
      Metric metric, Distribution before, Distribution after, Precision precision) {
    return switch (metric.formula()) {
      case POSITIVE_SHARE, YES_SHARE -> Optional.of(ofShares(before, after, precision));
      case BALANCE -> Optional.of(ofBalances(metric, before, after, precision));
      case POINT_MEAN, DURATION_MEAN -> ofMeans(metric, before, after, precision);
      case COUNT -> Optional.empty();
    };
  }

  /**
   * Newcombe's method 11: the score limits with the correction for continuity, squared and added.
   * His method 10, without it, says "different" of equal shares in up to 12 % at n = 5.
   */
  private static Difference ofShares(Distribution before, Distribution after, Precision precision) {
    double critical = StudentT.critical(precision.degrees());
    Limits a = Limits.ofShare(before.share(100), before.n() / precision.before(), critical);
    Limits b = Limits.ofShare(after.share(100), after.n() / precision.after(), critical);
    return between(a, b, SHARES);
  }

  /**
   * The limits of means, and at least what adjusted Wald limits squared and added give: these are
   * there too where all answers of a window are equal, or it has only one.
   */
  private static Difference ofBalances(
      Metric metric, Distribution before, Distribution after, Precision precision) {
    double critical = StudentT.critical(precision.degrees());
    Difference wald =
        between(
            Limits.ofBalance(before, before.n() / precision.before(), critical),
            Limits.ofBalance(after, after.n() / precision.after(), critical),
            MEANS);
    return ofMeans(metric, before, after, precision)
        .map(
            means ->
                new Difference(
                    means.value,
                    Math.min(means.low, wald.low),
                    Math.max(means.high, wald.high),
                    MEANS))
        .orElseGet(() -> wald.widened(continuity(metric, before, after)));
  }

  /**
   * The wider of Welch's interval and that of the pooled variance, and half a step of the scale by
   * each window for continuity. Welch's alone fails where a small window happens to have no long
   * spans or no rare answers: of lognormal spans in windows of 100 and 10 it calls a tenth to a
   * fifth "shorter" though nothing changed; the pooled variance knows the long ones from the other
   * window.
   */
  private static Optional<Difference> ofMeans(
      Metric metric, Distribution before, Distribution after, Precision precision) {
    double a = before.n();
    double b = after.n();
    if (a < 2 || b < 2 || !before.hasSpread() && !after.hasSpread()) {
      return Optional.empty();
    }
    double varianceBefore = before.variance();
    double varianceAfter = after.variance();
    double ofBefore = varianceBefore * precision.before() / a;
    double ofAfter = varianceAfter * precision.after() / b;
    double squaredError = ofBefore + ofAfter;
    double welchDegrees =
        squaredError * squaredError / (ofBefore * ofBefore / (a - 1) + ofAfter * ofAfter / (b - 1));
    double pooled = ((a - 1) * varianceBefore + (b - 1) * varianceAfter) / (a + b - 2);
    double pooledSquaredError = pooled * (precision.before() / a + precision.after() / b);
    double reach = reach(squaredError, welchDegrees, precision);
    // It has more degrees than Welch's: only a larger error makes it the wider one.
    if (pooledSquaredError > squaredError) {
      reach = Math.max(reach, reach(pooledSquaredError, a + b - 2, precision));
    }
    reach += continuity(metric, before, after);
    double value = after.mean() - before.mean();
    return Optional.of(new Difference(value, value - reach, value + reach, MEANS));
  }

  /** Half a step of the scale by each window, as Yates did for shares. */
  private static double continuity(Metric metric, Distribution before, Distribution after) {
    return Distribution.step(metric) * (1 / before.n() + 1 / after.n()) / 2;
  }

  private Difference widened(double by) {
    return new Difference(value, low - by, high + by, method);
  }

  /** Degrees are at least 1 but for rounding. */
  private static double reach(double squaredError, double degrees, Precision precision) {
    double critical = StudentT.critical(Math.max(1, Math.min(degrees, precision.degrees())));
    return critical * Math.sqrt(squaredError);
  }

  private static Difference between(Limits a, Limits b, String method) {
    double value = b.value() - a.value();
    return new Difference(
        value,
        value - Math.hypot(b.value() - b.low(), a.high() - a.value()),
        value + Math.hypot(b.high() - b.value(), a.value() - a.low()),
        method);
  }

  /** The difference in differences. */
  Difference minus(Difference other) {
    return between(
        new Limits(other.value, other.low, other.high),
        new Limits(value, low, high),
        OF_DIFFERENCES);
  }

  /** -1 where the whole interval is under 0, 1 where it is above, else 0. */
  int side() {
    if (low > ROUNDING) {
      return 1;
    }
    return high < -ROUNDING ? -1 : 0;
  }

  /**
   * The part of it that is possible.
   *
   * @param most the largest difference there can be, in either direction
   */
  Interval interval(double most) {
    return new Interval(LEVEL, Math.max(-most, low), Math.min(most, high), method);
  }
}
