package dev.barometer.reporting.edition;

import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.signal.ControlChart;
import dev.barometer.metrics.signal.Share;
import dev.barometer.metrics.signal.Signal;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.score.ScoreView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a score went in a period, with control limits: of shares by their n (p chart), of all else by
 * how much neighbours differ (XmR chart).
 */
final class Trends {
  private static final Duration MOST_DAYS = Duration.ofDays(45);
  private static final Duration MOST_WEEKS = Duration.ofDays(370);
  private static final int FEWEST_POINTS = 2;
  private static final double PERCENT = 100;

  private Trends() {}

  /** As many points as can be told from each other on a page. */
  static Step stepOf(Period period) {
    if (period.length().compareTo(MOST_DAYS) <= 0) {
      return Step.DAY;
    }
    return period.length().compareTo(MOST_WEEKS) <= 0 ? Step.WEEK : Step.MONTH;
  }

  static Content.Trend of(Metric metric, Step step, Function<Step, List<ScoreView>> series) {
    List<ScoreView> scores = series.apply(step);
    List<ScoreView> known = scores.stream().filter(ScoreView::hasValue).toList();
    ControlChart chart = known.size() < FEWEST_POINTS ? null : chart(metric, known);
    return trend(
        metric.id(),
        step,
        scores.stream()
            .map(one -> new Slot(new Period(one.from(), one.to()), one.value(), one.n()))
            .toList(),
        chart,
        new Range(
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, isShare(metric) ? PERCENT : 1));
  }

  /**
   * How means of points went, with the limits of an XmR chart; of a period without a point a gap.
   *
   * @param of no limit is where its values cannot be
   */
  static Content.Trend ofMeans(MeasuredSeries of, Step step, List<Slot> slots) {
    List<Double> known =
        slots.stream().map(Slot::value).filter(Objects::nonNull).map(Double::valueOf).toList();
    ControlChart chart = known.size() < FEWEST_POINTS ? null : ControlChart.ofValues(known);
    return trend(of.measure(), step, slots, chart, new Range(of.least(), of.most(), 1));
  }

  /**
   * One of the periods that are told.
   *
   * @param value null where there is none
   * @param n how many observations it is of
   */
  record Slot(Period period, @Nullable Double value, long n) {}

  /**
   * Where limits can be.
   *
   * @param unit of what is told, in that of the chart
   */
  private record Range(double least, double most, double unit) {
    double within(double limit) {
      return Math.max(least, Math.min(most, unit * limit));
    }
  }

  /** A chart has a point for each slot that has a value, in their order. */
  private static Content.Trend trend(
      String metric, Step step, List<Slot> slots, @Nullable ControlChart chart, Range range) {
    Iterator<ControlChart.Point> limits =
        chart == null ? List.<ControlChart.Point>of().iterator() : chart.points().iterator();
    List<Content.TrendPoint> points = new ArrayList<>();
    for (Slot slot : slots) {
      ControlChart.Point limit = slot.value() != null && limits.hasNext() ? limits.next() : null;
      points.add(
          new Content.TrendPoint(
              slot.period().from(),
              slot.period().to(),
              slot.value(),
              slot.n(),
              limit == null ? null : range.within(limit.low()),
              limit == null ? null : range.within(limit.high()),
              labels(limit)));
    }
    return new Content.Trend(
        metric, step.label(), chart == null ? null : range.unit() * chart.center(), points, null);
  }

  private static List<String> labels(ControlChart.@Nullable Point limit) {
    return limit == null
        ? List.of()
        : limit.signals().stream().sorted().map(Trends::label).toList();
  }

  private static String label(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ControlChart chart(Metric metric, List<ScoreView> known) {
    return isShare(metric)
        ? ControlChart.ofShares(known.stream().map(Trends::share).toList())
        : ControlChart.ofValues(known.stream().map(Trends::value).toList());
  }

  private static boolean isShare(Metric metric) {
    return metric.family() == Family.YES_NO || metric.formula() == Metric.Formula.POSITIVE_SHARE;
  }

  private static Share share(ScoreView score) {
    return new Share(Math.round(value(score) / PERCENT * score.n()), score.n());
  }

  private static double value(ScoreView score) {
    Double value = score.value();
    if (value == null) {
      throw new IllegalArgumentException("no value of " + score);
    }
    return value;
  }
}
