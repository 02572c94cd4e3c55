package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.dashboard.ScoreText;
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
final class ActionText {
  private final Wording wording;
  private final ScoreText scores;

  ActionText(Wording wording) {
    this.wording = wording;
    this.scores = new ScoreText(wording);
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
    String direction = metric.lowIsGood() ? "at-most" : "at-least";
    String target =
        wording.say("action.target." + direction, scores.inOneLine(metric, one.target()));
    String due = day(one.due());
    return new Paper.Row(
        one.title(),
        null,
        List.of(
            one.owner(),
            one.overdue() ? wording.say("action.overdue", due) : due,
            wording.say("action.status." + one.status()),
            wording.say(
                "report.named", wording.sayOr("metric." + one.metric(), one.metric()), target),
            score(metric, one.before()),
            score(metric, one.after()),
            verdict(one, metric)));
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
}
