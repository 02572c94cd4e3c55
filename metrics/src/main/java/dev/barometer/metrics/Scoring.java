package dev.barometer.metrics;

import dev.barometer.metrics.Score.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one metric is scored, under which minimum n and for which population. */
record Scoring(Metric metric, long minimumN, Population population) {

  Scoring {
    if (minimumN < 1) {
      throw new IllegalArgumentException("a minimum n of " + minimumN);
    }
  }

  Score score(Tallies tallies) {
    MetricTallies own = MetricTallies.of(metric, tallies);
    return switch (metric.formula()) {
      case BALANCE -> balance(ClassCounts.of(own.ofAllScales()));
      case POSITIVE_SHARE -> positiveShare(tallies);
      case YES_SHARE -> yesShare(own.withoutScale());
      case POINT_MEAN ->
          own.largestScale()
              .map(scale -> pointMean(scale, own.ofScale(scale)))
              .orElseGet(() -> withheld(0));
      case DURATION_MEAN -> durationMean(own.withoutScale());
      case COUNT -> count(own.withoutScale().n());
    };
  }

  /** In a variant. Where too few answered it is not told either how many of them are behind it. */
  Score score(Tallies tallies, Variant variant) {
    ClassCounts classes = classesOf(tallies);
    if (isWithheld(classes.n())) {
      return withheld(classes.n());
    }
    return share(classes.positive(), variant.n(classes), classes.byClass());
  }

  private Score positiveShare(Tallies tallies) {
    ClassCounts classes = classesOf(tallies);
    return share(classes.positive(), classes.n(), classes.byClass());
  }

  private ClassCounts classesOf(Tallies tallies) {
    if (metric.family() != Family.CHOICE) {
      throw new IllegalArgumentException(metric.id() + " has no classes");
    }
    return ClassCounts.of(MetricTallies.of(metric, tallies).ofAllScales());
  }

  private Score yesShare(Tally tally) {
    return share(tally.count(1), tally.n(), Map.of());
  }

  private Score share(long part, long n, Map<PointClass, Long> counts) {
    if (isWithheld(n)) {
      return withheld(n);
    }
    double share = (double) part / n;
    Interval interval = Intervals.wilson(share, population.effectiveSize(n));
    return score(n, 100 * share, interval, counts);
  }

  private Score balance(ClassCounts classes) {
    long n = classes.n();
    if (isWithheld(n)) {
      return withheld(n);
    }
    Interval interval =
        Intervals.adjustedWald(
            (double) classes.positive() / n,
            (double) classes.negative() / n,
            population.effectiveSize(n));
    return score(n, 100 * classes.balance(), interval, classes.byClass());
  }

  private Score pointMean(String scale, Tally tally) {
    if (isWithheld(tally.n())) {
      return withheld(tally.n());
    }
    Sample sample = Sample.ofPoints(tally);
    Interval interval = intervalOf(sample);
    return new Score(
        metric.id(),
        Status.OK,
        sample.n(),
        sample.mean(),
        interval == null ? null : clampedToScale(interval, scale),
        ClassCounts.of(List.of(tally)).byClass(),
        scale,
        null,
        null);
  }

  private Interval clampedToScale(Interval interval, String id) {
    return Scale.find(metric, id)
        .map(scale -> interval.clampedTo(scale.lowest(), scale.highest()))
        .orElse(interval);
  }

  private Score durationMean(Tally tally) {
    if (isWithheld(tally.n())) {
      return withheld(tally.n());
    }
    Sample sample = Sample.ofDurations(tally);
    Interval interval = intervalOf(sample);
    return new Score(
        metric.id(),
        Status.OK,
        sample.n(),
        sample.mean(),
        interval == null ? null : interval.clampedTo(0, Double.POSITIVE_INFINITY),
        Map.of(),
        null,
        Quantiles.ofDurations(tally, 50),
        Quantiles.ofDurations(tally, 90));
  }

  /** None where all values are equal: a few of them would claim a certainty they do not have. */
  private @Nullable Interval intervalOf(Sample sample) {
    return sample.hasSpread()
        ? Intervals.studentT(sample, population.effectiveSize(sample.n()))
        : null;
  }

  private Score count(long n) {
    return isWithheld(n) ? withheld(n) : score(n, n, null, Map.of());
  }

  private boolean isWithheld(long n) {
    return n == 0 || metric.opinion() && n < minimumN;
  }

  private Score withheld(long n) {
    Status status = n == 0 ? Status.NO_DATA : Status.NOT_ENOUGH_DATA;
    return new Score(metric.id(), status, n, null, null, Map.of(), null, null, null);
  }

  private Score score(
      long n, double value, @Nullable Interval interval, Map<PointClass, Long> counts) {
    return new Score(metric.id(), Status.OK, n, value, interval, counts, null, null, null);
  }
}
