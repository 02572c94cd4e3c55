package dev.barometer.metrics.effect;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.signal.ControlChart;
import dev.barometer.metrics.signal.ControlChart.Point;
import dev.barometer.metrics.signal.Share;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How usual a baseline is among the windows of its length before it, counted back from its start.
 *
 * @param isKnown whether there are {@value #FEWEST} of them that have observations
 * @param isExtreme outside the control limits of the others, on either side, or the worst of all
 */
record Baseline(boolean isKnown, boolean isExtreme) {
  static final int FEWEST = 3;

  static Baseline of(Metric metric, @Nullable String scale, Window before, List<Window> history) {
    Distribution own = Distribution.of(metric, scale, before.tallies());
    List<Distribution> others = new ArrayList<>();
    for (Tallies tallies : windowsLike(before, history)) {
      Distribution other = Distribution.of(metric, scale, tallies);
      if (!other.isEmpty()) {
        others.add(other);
      }
    }
    if (others.size() < FEWEST || own.isEmpty()) {
      return new Baseline(false, false);
    }
    boolean noneIsWorse = others.stream().noneMatch(other -> isBetter(metric, own, other));
    boolean someAreBetter = others.stream().anyMatch(other -> isBetter(metric, other, own));
    boolean worst = noneIsWorse && someAreBetter;
    return new Baseline(true, worst || isOutside(metric, own, others));
  }

  private static boolean isBetter(Metric metric, Distribution one, Distribution other) {
    return metric.lowIsGood() ? one.mean() < other.mean() : one.mean() > other.mean();
  }

  /** The last first, as many periods each as the window is long; what is left over is left out. */
  private static List<Tallies> windowsLike(Window before, List<Window> history) {
    List<Window> earlier =
        history.stream().filter(period -> !period.to().isAfter(before.from())).toList();
    List<Tallies> windows = new ArrayList<>();
    if (earlier.isEmpty()) {
      return windows;
    }
    int length = before.inPeriodsOf(earlier);
    for (int end = earlier.size(); end >= length; end -= length) {
      Tallies window = new Tallies();
      earlier.subList(end - length, end).forEach(period -> window.merge(period.tallies()));
      windows.add(window);
    }
    return windows;
  }

  /** By the charts that signals are found with: a p-chart for shares, an XmR chart for the rest. */
  private static boolean isOutside(Metric metric, Distribution own, List<Distribution> others) {
    if (metric.formula() == Formula.POSITIVE_SHARE || metric.formula() == Formula.YES_SHARE) {
      double center = Distribution.together(others).share(100);
      Point point = ControlChart.ofShares(List.of(shareOf(own)), center).points().get(0);
      return isOutside(point, own.share(100));
    }
    Point point =
        ControlChart.ofValues(others.stream().map(Distribution::mean).toList()).points().get(0);
    return isOutside(point, own.mean());
  }

  private static Share shareOf(Distribution distribution) {
    return new Share(
        Math.round(distribution.share(100) * distribution.n()), Math.round(distribution.n()));
  }

  private static boolean isOutside(Point limits, double value) {
    return value < limits.low() || value > limits.high();
  }
}
