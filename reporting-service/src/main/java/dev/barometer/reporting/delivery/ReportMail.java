package dev.barometer.reporting.delivery;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mail about a published report says: which period it is about, the figures it begins
 * with, and where it stands.
 */
record ReportMail(String subject, String text) {
  private static final int MOST_FIGURES = 8;

  /**
   * @param links before the id of a report
   * @param isAttached whether the PDF goes with it
   */
  static ReportMail of(Edition edition, Wording wording, String links, boolean isAttached) {
    Plan plan = edition.plan();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        wording.say(
            "report-mail.about",
            plan.title(),
            wording.date(plan.from()),
            wording.date(plan.to()),
            plan.scope()));
    String old = correction(edition, wording, links);
    if (old != null) {
      paragraphs.add(old);
    }
    List<String> figures = figures(edition, wording);
    if (!figures.isEmpty()) {
      paragraphs.add(String.join("\n", figures));
    }
    paragraphs.add(wording.say("report-mail.link") + "\n" + links + edition.reportId());
    paragraphs.add(wording.say(isAttached ? "report-mail.attached" : "report-mail.link-only"));
    return new ReportMail(
        wording.say(
            edition.number() == 1 ? "report-mail.subject" : "report-mail.subject-new",
            plan.title(),
            wording.count(edition.number())),
        String.join("\n\n", paragraphs) + "\n");
  }

  /** Which edition it takes the place of, and why; null of a first one. */
  private static @Nullable String correction(Edition edition, Wording wording, String links) {
    return edition.corrects() == null
        ? null
        : wording.say(
                "report-mail.corrects",
                wording.count(edition.number()),
                wording.count(edition.number() - 1L),
                String.valueOf(edition.reason()))
            + "\n"
            + links
            + edition.corrects();
  }

  /** Of the first section that has some. */
  private static List<String> figures(Edition edition, Wording wording) {
    ScoreText scores = new ScoreText(wording);
    return edition.contents().stream()
        .map(Content::figures)
        .filter(figures -> !figures.isEmpty())
        .findFirst()
        .orElse(List.of())
        .stream()
        .limit(MOST_FIGURES)
        .map(figure -> line(figure, wording, scores))
        .toList();
  }

  private static String line(Content.Figure figure, Wording wording, ScoreText scores) {
    Double value = figure.score().value();
    String status = figure.score().status();
    return wording.say(
        "report-mail.figure",
        wording.sayOr("metric." + figure.metric(), figure.metric()),
        value == null
            ? wording.sayOr("report.score." + status, status)
            : scores.inOneLine(Metrics.find(figure.metric()).orElseThrow(), value),
        wording.count(figure.score().n()));
  }
}
