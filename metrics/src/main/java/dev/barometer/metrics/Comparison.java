package dev.barometer.metrics;

import java.util.Optional;

/** Tests whether a metric differs between two periods. */
final class Comparison {
  private Comparison() {}

  static Optional<Change> of(Metric metric, Tallies earlier, Tallies later, long minimumN) {
    long needed = metric.opinion() ? minimumN : 1;
    MetricTallies before = MetricTallies.of(metric, earlier);
    MetricTallies after = MetricTallies.of(metric, later);
    return switch (metric.formula()) {
      case BALANCE ->
          balances(
              ClassCounts.of(before.ofAllScales()), ClassCounts.of(after.ofAllScales()), needed);
      case POSITIVE_SHARE -> {
        ClassCounts a = ClassCounts.of(before.ofAllScales());
        ClassCounts b = ClassCounts.of(after.ofAllScales());
        yield shares(a.positive(), a.n(), b.positive(), b.n(), needed);
      }
      case YES_SHARE -> {
        Tally a = before.withoutScale();
        Tally b = after.withoutScale();
        yield shares(a.count(1), a.n(), b.count(1), b.n(), needed);
      }
      case POINT_MEAN ->
          after
              .largestScale()
              .filter(scale -> before.ofScale(scale).n() >= needed)
              .filter(scale -> after.ofScale(scale).n() >= needed)
              .flatMap(
                  scale ->
                      means(
                          Sample.ofPoints(before.ofScale(scale)),
                          Sample.ofPoints(after.ofScale(scale))));
      case DURATION_MEAN -> {
        Tally a = before.withoutScale();
        Tally b = after.withoutScale();
        yield a.n() < needed || b.n() < needed
            ? Optional.empty()
            : means(Sample.ofDurations(a), Sample.ofDurations(b));
      }
      case COUNT -> Optional.empty();
    };
  }

  static Optional<Change> of(Metric metric, Variant variant, Tallies earlier, Tallies later) {
    ClassCounts a = ClassCounts.of(MetricTallies.of(metric, earlier).ofAllScales());
    ClassCounts b = ClassCounts.of(MetricTallies.of(metric, later).ofAllScales());
    return shares(a.positive(), variant.n(a), b.positive(), variant.n(b), 1);
  }

  /** {@code z = (b - a) / sqrt(SEa^2 + SEb^2)}. */
  private static Optional<Change> balances(ClassCounts a, ClassCounts b, long needed) {
    if (a.n() < needed || b.n() < needed) {
      return Optional.empty();
    }
    double error = Math.sqrt(a.balanceVariance() / a.n() + b.balanceVariance() / b.n());
    return change(100 * a.balance(), 100 * b.balance(), 100 * error, Intervals.Z);
  }

  /** The two-proportion z test with the pooled share {@code p = (xa + xb) / (na + nb)}. */
  static Optional<Change> shares(long xa, long na, long xb, long nb, long needed) {
    if (na < needed || nb < needed) {
      return Optional.empty();
    }
    double pooled = ((double) xa + xb) / ((double) na + nb);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / na + 1.0 / nb));
    return change(100.0 * xa / na, 100.0 * xb / nb, 100 * error, Intervals.Z);
  }

  /** Welch's t test, its degrees of freedom by Welch and Satterthwaite (Biometrika 34, 1947). */
  private static Optional<Change> means(Sample a, Sample b) {
    if (a.n() < 2 || b.n() < 2 || !a.hasSpread() && !b.hasSpread()) {
      return Optional.empty();
    }
    double squaredError = a.squaredError() + b.squaredError();
    double degrees =
        squaredError
            * squaredError
            / (a.squaredError() * a.squaredError() / (a.n() - 1)
                + b.squaredError() * b.squaredError() / (b.n() - 1));
    // At least 1 but for rounding.
    double critical = StudentT.critical(Math.max(1, degrees));
    return change(a.mean(), b.mean(), Math.sqrt(squaredError), critical);
  }

  private static Optional<Change> change(double from, double to, double error, double critical) {
    if (error == 0) {
      return Optional.empty();
    }
    double z = (to - from) / error;
    return Optional.of(new Change(from, to - from, z, Math.abs(z) > critical));
  }
}
