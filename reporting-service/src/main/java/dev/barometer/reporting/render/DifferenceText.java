package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Difference;
import dev.barometer.reporting.edition.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words where two makings of a report are not the same. */
final class DifferenceText {
  private final Wording wording;
  private final Figures figures;

  DifferenceText(Wording wording) {
    this.wording = wording;
    this.figures = new Figures(wording);
  }

  Paper.Sheet sheet(List<Difference> differences) {
    return Paper.Sheet.of(
        null,
        List.of(
            wording.say("report.difference.what"),
            wording.say("report.difference.was"),
            wording.say("report.difference.is")),
        differences.stream()
            .map(
                one ->
                    new Paper.Row(
                        what(one),
                        null,
                        List.of(told(one.metric(), one.was()), told(one.metric(), one.is()))))
            .toList());
  }

  private String what(Difference one) {
    Section section = one.section();
    String name =
        wording.sayOr(
            "metric." + one.metric(), wording.sayOr("report.part." + one.metric(), one.metric()));
    String of = one.of() == null ? name : wording.say("report.named", name, one.of());
    return section == null
        ? of
        : wording.say(
            "report.named",
            wording.sayOr("report.section." + section.label(), section.label()),
            of);
  }

  private String told(String metric, @Nullable Object what) {
    if (what instanceof Difference.Value told) {
      return number(metric, told.value(), told.n());
    }
    if (what instanceof Content.TrendPoint point) {
      return number(metric, point.value(), point.n());
    }
    return what == null ? wording.say("report.difference.none") : String.valueOf(what);
  }

  private String number(String metric, @Nullable Double value, long n) {
    String said =
        value == null || Metrics.find(metric).isEmpty()
            ? wording.say("report.difference.none")
            : figures.value(metric, value);
    return wording.say("report.with-n", said, n);
  }
}
