package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Difference;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.target.TargetWords;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.reporting.ticket.ReportedTicket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words where two makings of a report are not the same. */
final class DifferenceText {
  /** A ticket may be called anything, with a colon in it, too. */
  private static final Set<String> NAMED_AS_THEY_ARE = Set.of("ticket", "note");

  private static final String COMMENT = "comment";

  /** How many tickets are listed. */
  private static final Set<String> COUNTS = Set.of("missed", "major");

  private final Wording wording;
  private final Figures figures;

  DifferenceText(Wording wording) {
    this.wording = wording;
    this.figures = new Figures(wording);
  }

  Paper.Sheet sheet(List<Difference> differences) {
    return new Paper.Sheet(
        null,
        List.of(
            wording.say("report.difference.what"),
            wording.say("report.difference.was"),
            wording.say("report.difference.is")),
        differences.stream()
            .filter(one -> !isOfLimits(one))
            .map(
                one ->
                    new Paper.Row(
                        what(one),
                        null,
                        List.of(told(one.metric(), one.was()), told(one.metric(), one.is()))))
            .toList(),
        differences.stream().anyMatch(DifferenceText::isOfLimits)
            ? wording.say("report.difference.limits")
            : null);
  }

  /** The limits of a trend move with any of its points; that one did is told of that one. */
  private static boolean isOfLimits(Difference one) {
    return one.was() instanceof Content.TrendPoint was
        && one.is() instanceof Content.TrendPoint is
        && was.n() == is.n()
        && Objects.equals(was.value(), is.value());
  }

  private String what(Difference one) {
    Section section = one.section();
    String name =
        wording.sayOr(
            "metric." + one.metric(), wording.sayOr("report.part." + one.metric(), one.metric()));
    // By the id of an answer whoever has the store finds the person.
    String of =
        one.of() == null || one.metric().equals(COMMENT)
            ? name
            : wording.say(
                "report.named",
                name,
                one.metric().equals(Difference.TARGET) ? figures.name(one.of()) : of(one));
    return section == null
        ? of
        : wording.say(
            "report.named",
            wording.sayOr("report.section." + section.label(), section.label()),
            of);
  }

  /** Which line, or which point. */
  private String of(Difference one) {
    String of = String.valueOf(one.of());
    if (NAMED_AS_THEY_ARE.contains(one.metric())) {
      return of;
    }
    int colon = of.indexOf(':');
    if (one.was() instanceof Content.TrendPoint was) {
      return wording.date(was.from());
    }
    if (one.is() instanceof Content.TrendPoint is) {
      return wording.date(is.from());
    }
    if (colon < 0) {
      return wording.sayOr("report.by." + of, of);
    }
    String by = of.substring(0, colon);
    return wording.say(
        "report.named", wording.sayOr("report.by." + by, by), of.substring(colon + 1));
  }

  private String told(String metric, @Nullable Object what) {
    if (what instanceof Difference.Value told && COUNTS.contains(metric)) {
      return wording.count(told.n());
    }
    if (what instanceof Difference.Value told) {
      return number(metric, told.value(), told.n());
    }
    if (what instanceof ReportedTicket ticket) {
      return new TicketText(wording, ReportText.Ways.NONE).facts(ticket);
    }
    if (what instanceof Content.TrendPoint point) {
      return number(metric, point.value(), point.n());
    }
    if (what instanceof Yardstick by) {
      TargetWords words = new TargetWords(wording);
      return String.join(" · ", words.summary(by), words.source(by, ""));
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
