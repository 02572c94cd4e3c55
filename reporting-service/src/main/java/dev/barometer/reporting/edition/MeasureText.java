package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.ReportText.cell;
import static dev.barometer.reporting.edition.ReportText.text;

import dev.barometer.frame.wording.Wording;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operating data as a table to print, in one language. */
final class MeasureText {
  private final Wording wording;

  MeasureText(Wording wording) {
    this.wording = wording;
  }

  /** Of systems, or of people: never of both. */
  String xhtml(List<Content.Measure> measures) {
    boolean hasSums = measures.stream().anyMatch(one -> one.sum() != null);
    Stream<String> headers =
        Stream.of(
            wording.say("operating.system"),
            wording.say("operating.measure"),
            wording.say("operating.report.mean"),
            wording.say("operating.report.range"),
            wording.say(hasSums ? "operating.report.sum" : "operating.report.last"),
            wording.say("operating.report.n"),
            wording.say("operating.report.before"),
            wording.say("operating.report.limits"));
    return "<h3>"
        + text(wording.say(hasSums ? "operating.report.people" : "operating.report.systems"))
        + "</h3><table><thead><tr>"
        + headers.map(ReportText::header).collect(Collectors.joining())
        + "</tr></thead><tbody>"
        + measures.stream().map(this::row).collect(Collectors.joining())
        + "</tbody></table><p>"
        + text(wording.say("operating.report.note"))
        + "</p>";
  }

  private String row(Content.Measure one) {
    Double sum = one.sum();
    Double before = one.before();
    return "<tr>"
        + cell(one.system())
        + cell(wording.sayOr("operating.measure." + one.measure(), one.measure()))
        + cell(in(one, one.mean()))
        + cell(wording.say("operating.report.to", in(one, one.min()), in(one, one.max())))
        + cell(in(one, sum == null ? one.last() : sum))
        + cell(wording.count(one.n()))
        + cell(before == null ? "" : in(one, before))
        + cell(limits(one))
        + "</tr>";
  }

  /** The same for all points of such a chart; how many are outside is what they are for. */
  private String limits(Content.Measure one) {
    List<Content.TrendPoint> points = one.trend() == null ? List.of() : one.trend().points();
    long outside = points.stream().filter(point -> point.signals().contains("outside")).count();
    for (Content.TrendPoint point : points) {
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

  private String in(Content.Measure one, double value) {
    return wording.say("operating.in." + one.unit(), wording.plain(value));
  }
}
