package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Content.Measure;
import dev.barometer.reporting.edition.Content.TrendPoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Words operating data: of systems, or of people, never of both. */
final class MeasureText {
  private static final String OF_A_TEAM = "team:";

  private final Wording wording;

  MeasureText(Wording wording) {
    this.wording = wording;
  }

  /** Empty where there is none. */
  Optional<Paper.Sheet> sheet(List<Measure> measures) {
    if (measures.isEmpty()) {
      return Optional.empty();
    }
    boolean hasSums = measures.stream().anyMatch(one -> one.sum() != null);
    return Optional.of(
        new Paper.Sheet(
            wording.say(hasSums ? "operating.report.people" : "operating.report.systems"),
            List.of(
                wording.say("operating.system"),
                wording.say("operating.report.mean"),
                wording.say("operating.report.range"),
                wording.say(hasSums ? "operating.report.sum" : "operating.report.last"),
                wording.say("operating.report.n"),
                wording.say("operating.report.before"),
                wording.say("operating.report.limits")),
            measures.stream().map(this::row).toList(),
            wording.say("operating.report.note")));
  }

  private Paper.Row row(Measure one) {
    Double sum = one.sum();
    Double before = one.before();
    return new Paper.Row(
        name(one),
        null,
        List.of(
            in(one, one.mean()),
            wording.say("operating.report.to", in(one, one.min()), in(one, one.max())),
            in(one, sum == null ? one.last() : sum),
            wording.count(one.n()),
            before == null ? "" : in(one, before),
            limits(one)));
  }

  private String name(Measure one) {
    String measure = wording.sayOr("operating.measure." + one.measure(), one.measure());
    return wording.say("report.named", system(one.system()), measure);
  }

  /** A team is called by its name, as everywhere. */
  private static String system(String system) {
    return system.startsWith(OF_A_TEAM) ? system.substring(OF_A_TEAM.length()) : system;
  }

  /** The same for all points of such a chart; how many are outside is what they are for. */
  private String limits(Measure one) {
    List<TrendPoint> points = one.trend() == null ? List.of() : one.trend().points();
    long outside = points.stream().filter(point -> point.signals().contains("outside")).count();
    for (TrendPoint point : points) {
      Double low = point.low();
      Double high = point.high();
      if (low != null && high != null) {
        return outside == 0
            ? wording.say("operating.report.to", in(one, low), in(one, high))
            : wording.say(
                "operating.report.outside", in(one, low), in(one, high), wording.count(outside));
      }
    }
    return "";
  }

  private String in(Measure one, double value) {
    return wording.say("operating.in." + one.unit(), wording.plain(value));
  }

  /**
   * Those that have enough points for a line.
   *
   * @param trends words what all charts have alike
   */
  Stream<Chart> charts(List<Measure> measures, TrendText trends) {
    return measures.stream()
        .flatMap(
            one ->
                Stream.ofNullable(one.trend())
                    .filter(Chart::isDrawn)
                    .map(trend -> trends.chart(trend, name(one), valueOf(one), Chart.Kind.OTHER)));
  }

  private Function<Double, String> valueOf(Measure one) {
    return value -> in(one, value);
  }
}
