package dev.barometer.reporting.edition;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A report as a text to print, in one language. */
final class ReportText {
  private static final String UTF_8 = "UTF-8";

  private final Edition edition;
  private final Wording wording;
  private final ScoreText scores;

  ReportText(Edition edition, Wording wording) {
    this.edition = edition;
    this.wording = wording;
    this.scores = new ScoreText(wording);
  }

  String xhtml() {
    return "<h1>"
        + text(edition.plan().title())
        + "</h1>"
        + head()
        + edition.contents().stream().map(this::section).collect(Collectors.joining());
  }

  private String head() {
    Plan plan = edition.plan();
    Parameters parameters = edition.parameters();
    String period =
        wording.say("report.period", wording.date(plan.from()), wording.date(plan.to()));
    String state =
        wording.say("report.edition", edition.number(), say("status", edition.status().label()));
    String known =
        parameters == null
            ? ""
            : wording.say("report.known-at", wording.dateAndTime(parameters.knownAt()));
    String checksum = edition.checksum() == null ? "" : edition.checksum();
    return List.of(plan.scope(), period, state, known, checksum).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> "<p>" + text(line) + "</p>")
        .collect(Collectors.joining());
  }

  private String section(Content content) {
    String written = edition.texts().getOrDefault(content.section(), "");
    return "<h2>"
        + text(say("section", content.section().label()))
        + "</h2>"
        + paragraphs(written)
        + figures(content.figures())
        + content.tables().stream().map(this::table).collect(Collectors.joining())
        + new ActionTable(wording).xhtml(content.actions())
        + (written.isEmpty()
                && content.figures().isEmpty()
                && content.tables().isEmpty()
                && content.actions().isEmpty()
            ? "<p>" + text(wording.say("report.nothing")) + "</p>"
            : "");
  }

  private static String paragraphs(String written) {
    return Arrays.stream(written.split("\\n\\s*\\n"))
        .filter(one -> !one.isBlank())
        .map(one -> one.strip().lines().map(ReportText::text).collect(Collectors.joining("<br/>")))
        .map(one -> "<p>" + one + "</p>")
        .collect(Collectors.joining());
  }

  private String figures(List<Content.Figure> figures) {
    return figures.isEmpty()
        ? ""
        : table(
            wording.say("report.metric"),
            figures.stream()
                .map(one -> row(name(one.metric()), one.metric(), one.score()))
                .collect(Collectors.joining()));
  }

  private String table(Content.Table table) {
    String rows =
        table.items().stream()
            .map(item -> row(nameOf(item), table.metric(), item.score()))
            .collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "<h3>"
            + text(wording.say("report.by", name(table.metric()), say("by", table.by())))
            + "</h3>"
            + table(say("by", table.by()), rows);
  }

  private String table(String first, String rows) {
    return "<table><thead><tr>"
        + header(first)
        + header(wording.say("report.value"))
        + header(wording.say("report.interval"))
        + header(wording.say("report.n"))
        + header(wording.say("report.change"))
        + "</tr></thead><tbody>"
        + rows
        + "</tbody></table>";
  }

  private static String header(String label) {
    return "<th scope=\"col\">" + text(label) + "</th>";
  }

  private String row(String name, String metricId, ScoreView score) {
    Metric metric = Metrics.find(metricId).orElseThrow();
    Double value = score.value();
    Interval interval = score.interval();
    return "<tr>"
        + cell(name)
        + cell(value == null ? say("score", score.status()) : scores.inOneLine(metric, value))
        + cell(interval == null ? "" : both(metric, interval))
        + cell(wording.count(score.n()))
        + cell(change(metric, score))
        + "</tr>";
  }

  private String both(Metric metric, Interval interval) {
    return scores.inOneLine(metric, interval.low())
        + " – "
        + scores.inOneLine(metric, interval.high());
  }

  private String change(Metric metric, ScoreView score) {
    if (score.change() == null) {
      return "";
    }
    if (!score.change().significant()) {
      return wording.say("report.not-significant");
    }
    double by = score.change().by();
    return (by < 0 ? "−" : "+") + scores.difference(metric, by);
  }

  private String name(String metric) {
    return wording.sayOr("metric." + metric, metric);
  }

  private String nameOf(BreakdownItem item) {
    String value = item.value();
    return value == null ? wording.say("report.rest") : value;
  }

  private String say(String kind, String label) {
    return wording.sayOr("report." + kind + "." + label, label);
  }

  private static String cell(String value) {
    return "<td>" + text(value) + "</td>";
  }

  static String text(String said) {
    return htmlEscape(said, UTF_8);
  }
}
