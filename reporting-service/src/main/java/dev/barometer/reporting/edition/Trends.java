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
    double unit = isShare(metric) ? PERCENT : 1;
    Iterator<ControlChart.Point> limits =
        chart == null ? List.<ControlChart.Point>of().iterator() : chart.points().iterator();
    List<Content.TrendPoint> points = new ArrayList<>();
    for (ScoreView score : scores) {
      ControlChart.Point limit = score.hasValue() && limits.hasNext() ? limits.next() : null;
      points.add(point(score, limit, unit));
    }
    return new Content.Trend(
        metric.id(), step.label(), chart == null ? null : unit * chart.center(), points);
  }

  /**
   * How means of points went, with the limits of an XmR chart; of a period without a point a gap.
   *
   * @param of no limit is where its values cannot be
   * @param ns how many points each mean is of
   */
  static Content.Trend ofMeans(
      MeasuredSeries of,
      Step step,
      List<Period> periods,
      List<@Nullable Double> means,
      List<Long> ns) {
    List<Double> known = new ArrayList<>();
    for (Double mean : means) {
      if (mean != null) {
        known.add(mean);
      }
    }
    ControlChart chart = known.size() < FEWEST_POINTS ? null : ControlChart.ofValues(known);
    Iterator<ControlChart.Point> limits =
        chart == null ? List.<ControlChart.Point>of().iterator() : chart.points().iterator();
    List<Content.TrendPoint> points = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      Double mean = means.get(i);
      ControlChart.Point limit = mean != null && limits.hasNext() ? limits.next() : null;
      points.add(
          new Content.TrendPoint(
              periods.get(i).from(),
              periods.get(i).to(),
              mean,
              ns.get(i),
              limit == null ? null : Double.valueOf(Math.max(of.least(), limit.low())),
              limit == null ? null : Double.valueOf(Math.min(of.most(), limit.high())),
              labels(limit)));
    }
    return new Content.Trend(
        of.measure(), step.label(), chart == null ? null : chart.center(), points);
  }

  private static Content.TrendPoint point(
      ScoreView score, ControlChart.@Nullable Point limit, double unit) {
    return new Content.TrendPoint(
        score.from(),
        score.to(),
        score.value(),
        score.n(),
        limit == null ? null : unit * limit.low(),
        limit == null ? null : unit * limit.high(),
        labels(limit));
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
