package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Content.Trend;
import dev.barometer.reporting.edition.Content.TrendPoint;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words trends: each as a chart and as a table. */
final class TrendText {
  private final Wording wording;

  TrendText(Wording wording) {
    this.wording = wording;
  }

  /**
   * @param name of what is told
   * @param said a value in words
   * @param kind of its values
   */
  Chart chart(Trend trend, String name, Function<Double, String> said, Chart.Kind kind) {
    Yardstick by = trend.yardstick();
    String goal = by == null ? null : new TargetWords(wording).line(by).orElse(null);
    return Chart.of(
        trend,
        new Chart.Words(
            name,
            goal == null
                ? summary(trend, name, said)
                : wording.say("target.of", summary(trend, name, said), goal),
            table(trend, name, said),
            kind,
            said::apply,
            point -> time(trend, point),
            goal));
  }

  private String summary(Trend trend, String name, Function<Double, String> said) {
    List<Double> values =
        trend.points().stream().map(TrendPoint::value).filter(Objects::nonNull).toList();
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    long outside = trend.points().stream().filter(one -> !one.signals().isEmpty()).count();
    return wording.say(
        "report.chart.summary", name, values.size(), said.apply(low), said.apply(high), outside);
  }

  private Paper.Sheet table(Trend trend, String name, Function<Double, String> said) {
    return Paper.Sheet.of(
        name,
        List.of(
            say("step", trend.step()),
            wording.say("report.value"),
            wording.say("report.limits"),
            wording.say("report.n"),
            wording.say("report.signal")),
        trend.points().stream().map(point -> row(trend, point, said)).toList());
  }

  private Paper.Row row(Trend trend, TrendPoint point, Function<Double, String> said) {
    Double value = point.value();
    return new Paper.Row(
        time(trend, point),
        null,
        List.of(
            value == null ? "" : said.apply(value),
            limits(point, said),
            wording.count(point.n()),
            point.signals().stream()
                .map(signal -> say("signal", signal))
                .collect(Collectors.joining(", "))));
  }

  private String limits(TrendPoint point, Function<Double, String> said) {
    Double low = point.low();
    Double high = point.high();
    return low == null || high == null
        ? ""
        : wording.say("range", said.apply(low), said.apply(high));
  }

  private String time(Trend trend, TrendPoint point) {
    return wording.time(trend.step().equals("month") ? "date.month" : "date.day", point.from());
  }

  private String say(String kind, String label) {
    return wording.sayOr("report." + kind + "." + label, label);
  }
}
