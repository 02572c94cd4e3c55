package dev.barometer.reporting.edition;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.score.ScoreView;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The improvement actions of a report, as a table to print. */
final class ActionTable {
  private final Wording wording;
  private final ScoreText scores;

  ActionTable(Wording wording) {
    this.wording = wording;
    this.scores = new ScoreText(wording);
  }

  /** Nothing where there are none. */
  String xhtml(List<Content.ActionLine> actions) {
    if (actions.isEmpty()) {
      return "";
    }
    String head =
        Stream.of("name", "owner", "due", "status", "target", "effect.before", "effect.after")
            .map(
                key ->
                    "<th scope=\"col\">" + ReportText.text(wording.say("action." + key)) + "</th>")
            .collect(Collectors.joining());
    return "<table><thead><tr>"
        + head
        + "<th scope=\"col\">"
        + ReportText.text(wording.say("action.verdict"))
        + "</th></tr></thead><tbody>"
        + actions.stream().map(this::row).collect(Collectors.joining())
        + "</tbody></table><p>"
        + ReportText.text(wording.say("action.effect.no-cause"))
        + "</p>";
  }

  private String row(Content.ActionLine one) {
    Metric metric = Metrics.find(one.metric()).orElseThrow();
    String direction = metric.lowIsGood() ? "at-most" : "at-least";
    String target =
        wording.say("action.target." + direction, scores.inOneLine(metric, one.target()));
    String due = day(one.due());
    return "<tr>"
        + cell(one.title())
        + cell(one.owner())
        + cell(one.overdue() ? wording.say("action.overdue", due) : due)
        + cell(wording.say("action.status." + one.status()))
        + cell(wording.sayOr("metric." + one.metric(), one.metric()) + ": " + target)
        + cell(score(metric, one.before()))
        + cell(score(metric, one.after()))
        + cell(verdict(one, metric))
        + "</tr>";
  }

  private String verdict(Content.ActionLine one, Metric metric) {
    String verdict = one.verdict();
    if (verdict == null) {
      return "";
    }
    String said = wording.say("action.verdict." + verdict.replace(' ', '-'));
    return one.difference() == null || one.interval() == null
        ? said
        : said
            + " ("
            + signed(metric, one.interval().low())
            + " – "
            + signed(metric, one.interval().high())
            + ")";
  }

  private String signed(Metric metric, double by) {
    return (by < 0 ? "−" : "+") + scores.difference(metric, by);
  }

  private String score(Metric metric, @Nullable ScoreView score) {
    Double value = score == null ? null : score.value();
    return score == null
        ? ""
        : value == null
            ? wording.say("action.effect.hidden", wording.count(score.n()))
            : wording.say(
                "action.effect.of", scores.inOneLine(metric, value), wording.count(score.n()));
  }

  /** The same day wherever it is read. */
  private String day(String date) {
    return wording
        .in(ZoneOffset.UTC)
        .date(LocalDate.parse(date).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
  }

  private static String cell(String value) {
    return "<td>" + ReportText.text(value) + "</td>";
  }
}
