package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.action.ActionWords;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.score.ScoreView;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words the improvement actions of a report. */
final class ImprovementText {
  private final Wording wording;
  private final ActionWords words;

  ImprovementText(Wording wording) {
    this.wording = wording;
    this.words = new ActionWords(wording);
  }

  /** Empty where there are none. */
  Optional<Paper.Sheet> sheet(List<Content.ActionLine> actions) {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Paper.Sheet(
                null,
                Stream.of(
                        "name",
                        "owner",
                        "due",
                        "status",
                        "target",
                        "effect.before",
                        "effect.after",
                        "verdict")
                    .map(key -> wording.say("action." + key))
                    .toList(),
                actions.stream().map(this::row).toList(),
                wording.say("action.effect.no-cause")));
  }

  private Paper.Row row(Content.ActionLine one) {
    Metric metric = Metrics.find(one.metric()).orElseThrow();
    String target = words.target(metric, one.target());
    String due = day(one.due());
    return new Paper.Row(
        one.title(),
        null,
        List.of(
            one.owner(),
            one.overdue() ? wording.say("action.overdue", due) : due,
            wording.say("action.status." + one.status()),
            wording.say("report.named", words.metric(one.metric()), target),
            score(metric, one.before()),
            score(metric, one.after()),
            verdict(one, metric)));
  }

  private String verdict(Content.ActionLine one, Metric metric) {
    String verdict = one.verdict();
    if (verdict == null) {
      return "";
    }
    String said = words.verdict(verdict);
    return one.difference() == null || one.interval() == null
        ? said
        : said
            + " ("
            + words.signed(metric, one.interval().low())
            + " – "
            + words.signed(metric, one.interval().high())
            + ")";
  }

  private String score(Metric metric, @Nullable ScoreView score) {
    return score == null ? "" : words.score(metric, score);
  }

  /** The same day wherever it is read. */
  private String day(String date) {
    return wording
        .in(ZoneOffset.UTC)
        .date(LocalDate.parse(date).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
  }
}
