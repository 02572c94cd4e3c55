package dev.barometer.metrics.effect;

import dev.barometer.metrics.ChoiceCode;
import dev.barometer.metrics.LogBins;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tally as values, the mean of which is the score: -100, 0 and 100 for a balance, 0 and 100 for a
 * share, points, or seconds.
 *
 * @param weights by value; how often it was observed, or how likely it is
 * @param n how many were observed, at least 1
 * @param mean exact for durations too, where the values are what bins stand for
 */
record Distribution(TreeMap<Double, Double> weights, double n, double mean) {
  private static final double MILLIS_PER_SECOND = 1000;

  /**
   * Empty weights and n 0 where nothing was tallied.
   *
   * @param scale of a mean of points; of no matter to other metrics
   */
  static Distribution of(Metric metric, @Nullable String scale, Tallies tallies) {
    if (!Scores.isScorable(metric, tallies)) {
      throw new IllegalArgumentException("a difference has no score: " + metric.id());
    }
    Collector collector = new Collector(metric);
    for (Map.Entry<Measure, Tally> entry : tallies.byMeasure().entrySet()) {
      Measure measure = entry.getKey();
      if (measure.metric().equals(metric.id())
          && (scale == null || measure.scale().equals(scale))) {
        entry.getValue().forEach(collector::add);
        collector.millis += entry.getValue().sum();
      }
    }
    return collector.distribution();
  }

  private static Distribution of(TreeMap<Double, Double> weights, double n) {
    double sum = 0;
    double total = 0;
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      sum += entry.getKey() * entry.getValue();
      total += entry.getValue();
    }
    return new Distribution(weights, n, total == 0 ? 0 : sum / total);
  }

  /** All values of several. */
  static Distribution together(List<Distribution> distributions) {
    TreeMap<Double, Double> weights = new TreeMap<>();
    double n = 0;
    double sum = 0;
    for (Distribution distribution : distributions) {
      distribution.weights.forEach((value, weight) -> weights.merge(value, weight, Double::sum));
      n += distribution.n;
      sum += distribution.n * distribution.mean;
    }
    return new Distribution(weights, n, n == 0 ? 0 : sum / n);
  }

  boolean isEmpty() {
    return n == 0;
  }

  boolean hasSpread() {
    return weights.size() > 1;
  }

  /** The mean squared distance from the mean, divisor n. */
  double populationVariance() {
    double center = of(weights, n).mean;
    double squares = 0;
    double total = 0;
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      double deviation = entry.getKey() - center;
      squares += entry.getValue() * deviation * deviation;
      total += entry.getValue();
    }
    return squares / total;
  }

  /** The variance of one value with divisor n - 1. */
  double variance() {
    return n < 2 || !hasSpread() ? 0 : populationVariance() * n / (n - 1);
  }

  /** The share of observations with this value, 0 to 1. */
  double share(double value) {
    return weights.getOrDefault(value, 0.0) / n;
  }

  /** The same shares in another number of observations. */
  Distribution withN(double otherN) {
    TreeMap<Double, Double> scaled = new TreeMap<>();
    weights.forEach((value, weight) -> scaled.put(value, weight * otherN / n));
    return new Distribution(scaled, otherN, mean);
  }

  /** Each value times a factor: every ticket is done so much faster. */
  Distribution times(double factor) {
    TreeMap<Double, Double> scaled = new TreeMap<>();
    weights.forEach((value, weight) -> scaled.merge(value * factor, weight, Double::sum));
    return new Distribution(scaled, n, mean * factor);
  }

  /**
   * The same values with shares in proportion to {@code share e^(tilt value / width)}, the width
   * being that between the largest and the smallest value: of all distributions on them with its
   * mean the one that is nearest to this (Kullback, Information Theory and Statistics, 3.2).
   */
  Distribution tilted(double tilt) {
    double width = weights.lastKey() - weights.firstKey();
    double reference = tilt > 0 ? weights.lastKey() : weights.firstKey();
    TreeMap<Double, Double> tilted = new TreeMap<>();
    double total = 0;
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      double weight = entry.getValue() * Math.exp(tilt * (entry.getKey() - reference) / width);
      tilted.put(entry.getKey(), weight);
      total += weight;
    }
    double factor = n / total;
    tilted.replaceAll((value, weight) -> weight * factor);
    return of(tilted, n);
  }

  /** What one answer more or less can move a sum by at least; 0 for spans, which have no steps. */
  static double step(Metric metric) {
    return switch (metric.formula()) {
      case BALANCE, POSITIVE_SHARE, YES_SHARE -> 100;
      case POINT_MEAN -> 1;
      case DURATION_MEAN, COUNT -> 0;
    };
  }

  /** Adds up codes. */
  private static final class Collector {
    private final Metric metric;
    private final TreeMap<Double, Double> weights = new TreeMap<>();
    private double n;
    private long millis;

    Collector(Metric metric) {
      this.metric = metric;
    }

    void add(int code, long count) {
      switch (metric.formula()) {
        case BALANCE ->
            ChoiceCode.pointClass(code)
                .ifPresent(
                    pointClass ->
                        put(
                            switch (pointClass) {
                              case NEGATIVE -> -100;
                              case NEUTRAL -> 0;
                              case POSITIVE -> 100;
                            },
                            count));
        case POSITIVE_SHARE ->
            ChoiceCode.pointClass(code)
                .ifPresent(
                    pointClass ->
                        put(
                            switch (pointClass) {
                              case NEGATIVE, NEUTRAL -> 0;
                              case POSITIVE -> 100;
                            },
                            count));
        case YES_SHARE -> put(code == 1 ? 100 : 0, count);
        case POINT_MEAN -> put(ChoiceCode.point(code), count);
        case DURATION_MEAN -> put(LogBins.millisOf(code) / MILLIS_PER_SECOND, count);
        case COUNT -> throw new IllegalArgumentException("no values in a count: " + metric.id());
      }
    }

    private void put(double value, long count) {
      weights.merge(value, (double) count, Double::sum);
      n += count;
    }

    Distribution distribution() {
      return metric.formula() == Metric.Formula.DURATION_MEAN && n > 0
          ? new Distribution(weights, n, millis / n / MILLIS_PER_SECOND)
          : of(weights, n);
    }
  }
}
