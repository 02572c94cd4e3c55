package dev.barometer.reporting.operating;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.InvalidRequestException;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Operating data: takes what was sent, and tells reports what was measured. */
@Component
public class OperatingStore {
  private final SeriesRepository series;
  private final PointRepository points;

  OperatingStore(SeriesRepository series, PointRepository points) {
    this.series = series;
    this.points = points;
  }

  /**
   * Keeps all of it; once more, it changes nothing.
   *
   * @throws InvalidRequestException where a series has another unit already, or there are too many;
   *     no point is kept then
   */
  OperatingCounts put(List<SentSeries> sent) {
    series.require(sent);
    // Each series before any point: somebody may have made one with another unit meanwhile.
    sent.forEach(series::ensure);
    return sent.stream().map(points::merge).reduce(OperatingCounts.NONE, OperatingCounts::plus);
  }

  /** What a report of a scope tells of a period; the series by id, those without a point too. */
  public List<MeasuredSeries> measured(Scope scope, Period period) {
    List<Series> told =
        series.all().stream()
            .filter(one -> one.isToldIn(scope))
            .sorted(Comparator.comparing(Series::system).thenComparing(Series::measure))
            .toList();
    return told.stream().map(one -> measured(one, period)).toList();
  }

  private MeasuredSeries measured(Series one, Period period) {
    return new MeasuredSeries(
        one.system(),
        one.measure(),
        one.unit().label(),
        points.in(one, period).stream()
            .map(kept -> new MeasuredSeries.Point(kept.at(), kept.value()))
            .toList());
  }
}
