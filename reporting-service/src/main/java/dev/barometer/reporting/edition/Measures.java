package dev.barometer.reporting.edition;

import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import java.time.ZoneId;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Operating data of a period in numbers. All means are means of the points that were sent: a system
 * that was away for a day and told it in one point weighs no more than one point.
 */
final class Measures {
  private static final int FEWEST_POINTS = 2;

  private Measures() {}

  /**
   * Those that have a point in the period.
   *
   * @param earlier of the period that is compared with; empty where there is none
   */
  static List<Content.Measure> of(
      List<MeasuredSeries> series,
      List<MeasuredSeries> earlier,
      Outline.Measured which,
      Period period,
      ZoneId zone) {
    Map<List<String>, MeasuredSeries> before =
        earlier.stream().collect(Collectors.toMap(Measures::key, Function.identity()));
    return series.stream()
        .filter(one -> one.isOfPeople() == (which == Outline.Measured.PEOPLE))
        .filter(one -> !one.points().isEmpty())
        .map(one -> of(one, before.get(key(one)), period, zone))
        .toList();
  }

  private static List<String> key(MeasuredSeries one) {
    return List.of(one.system(), one.measure());
  }

  private static Content.Measure of(
      MeasuredSeries now, @Nullable MeasuredSeries earlier, Period period, ZoneId zone) {
    DoubleSummaryStatistics is = summary(now.points());
    MeasuredSeries.Point last = now.points().get(now.points().size() - 1);
    DoubleSummaryStatistics was = summary(earlier == null ? List.of() : earlier.points());
    boolean isCompared = was.getCount() > 0;
    return new Content.Measure(
        now.system(),
        now.measure(),
        now.unit(),
        is.getCount(),
        is.getAverage(),
        is.getMin(),
        is.getMax(),
        now.isOfPeople() ? is.getSum() : null,
        last.at(),
        last.value(),
        isCompared ? was.getAverage() : null,
        isCompared ? was.getCount() : null,
        trend(now, period, zone));
  }

  private static DoubleSummaryStatistics summary(List<MeasuredSeries.Point> points) {
    return points.stream().mapToDouble(MeasuredSeries.Point::value).summaryStatistics();
  }

  private static Content.@Nullable Trend trend(MeasuredSeries of, Period period, ZoneId zone) {
    Step step = Trends.stepOf(period);
    List<Trends.Slot> slots = step.split(period, zone).stream().map(one -> slot(of, one)).toList();
    long known = slots.stream().filter(slot -> slot.n() > 0).count();
    return known < FEWEST_POINTS ? null : Trends.ofMeans(of, step, slots);
  }

  private static Trends.Slot slot(MeasuredSeries of, Period period) {
    DoubleSummaryStatistics part =
        summary(
            of.points().stream()
                .filter(point -> !point.at().isBefore(period.from()))
                .filter(point -> point.at().isBefore(period.to()))
                .toList());
    Double mean = part.getCount() == 0 ? null : Double.valueOf(part.getAverage());
    return new Trends.Slot(period, mean, part.getCount());
  }
}
