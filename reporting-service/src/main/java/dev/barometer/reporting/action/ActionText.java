package dev.barometer.reporting.action;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.effect.Effect;
import dev.barometer.metrics.effect.MinimumDetectableEffect;
import dev.barometer.metrics.effect.ReturnOnMeasures;
import dev.barometer.reporting.dashboard.ScoreText;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions in words; none of them says that an action was the cause of anything. */
final class ActionText {
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Wording wording;
  private final ScoreText scores;
  private final ActionWords words;
  private final OrganisationDays days;

  /**
   * @param wording with the texts of actions and of scores; its zone is the reader's
   */
  ActionText(Wording wording, OrganisationDays days) {
    this.wording = wording.in(days.zone());
    this.scores = new ScoreText(this.wording);
    this.words = new ActionWords(this.wording);
    this.days = days;
  }

  /** What came of it, in sentences. */
  record EffectText(
      String before,
      @Nullable String after,
      @Nullable String weeks,
      String verdict,
      List<String> sentences,
      List<String> warnings,
      String detectable,
      List<String> returns) {}

  String day(LocalDate day) {
    return wording.date(days.morningOf(day));
  }

  String metric(String id) {
    return words.metric(id);
  }

  String target(Goal goal) {
    return words.target(goal.measured(), goal.target());
  }

  String now(Goal goal, ScoreView now) {
    Double value = now.value();
    return value == null
        ? wording.say("action.now.none")
        : wording.say("action.now.is", scores.inOneLine(goal.measured(), value));
  }

  ActionCard card(Action action, ScoreView now, @Nullable Outcome outcome, Instant at) {
    boolean overdue = action.isOverdueOn(days.today(at));
    Double value = now.value();
    Effect effect = outcome == null ? null : outcome.effect();
    return new ActionCard(
        action.actionId(),
        action.title(),
        action.owner().name(),
        wording.say(overdue ? "action.overdue" : "action.due.on", day(action.due())),
        overdue,
        metric(action.goal().metric()),
        target(action.goal()),
        now(action.goal(), now),
        value != null && action.goal().isReachedBy(value),
        effect == null ? null : ActionWords.key(effect.verdict().label()));
  }

  EffectText effect(Goal goal, Outcome outcome) {
    Effect effect = outcome.effect();
    ScoreView after = outcome.after();
    return new EffectText(
        words.score(goal.measured(), outcome.before()),
        after == null ? null : words.score(goal.measured(), after),
        effect == null
            ? null
            : wording.say(
                "action.effect.weeks", outcome.weeks(), outcome.weeksAfter(), day(goal.start())),
        effect == null ? "too-early" : ActionWords.key(effect.verdict().label()),
        effect == null ? List.of() : sentences(goal.measured(), effect),
        effect == null
            ? List.of()
            : effect.warnings().stream()
                .map(one -> wording.say("action.warning." + ActionWords.key(one.label())))
                .toList(),
        detectable(goal.measured(), outcome),
        returns(outcome.returned()));
  }

  private List<String> sentences(Metric metric, Effect effect) {
    List<String> sentences = new ArrayList<>();
    Double difference = effect.difference();
    Interval interval = effect.interval();
    if (difference == null) {
      return sentences;
    }
    sentences.add(
        interval == null
            ? wording.say("action.effect.sentence.plain", words.signed(metric, difference))
            : wording.say(
                "action.effect.sentence",
                words.signed(metric, difference),
                words.signed(metric, interval.low()),
                words.signed(metric, interval.high())));
    Double others = effect.comparisonDifference();
    if (others != null) {
      sentences.add(wording.say("action.effect.comparison", words.signed(metric, others)));
    }
    return sentences;
  }

  private String detectable(Metric metric, Outcome outcome) {
    MinimumDetectableEffect minimum = outcome.minimumDetectable();
    return minimum == null
        ? wording.say("action.effect.undetectable")
        : wording.say(
            "action.effect.detectable",
            outcome.weeksAfter(),
            wording.count(outcome.expectedN()),
            words.signed(metric, minimum.difference()),
            scores.inOneLine(metric, minimum.after()));
  }

  private List<String> returns(@Nullable ReturnOnMeasures found) {
    if (found == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        wording.say(
            "action.effect.return." + found.unit(),
            wording.decimal(found.amount(), 1),
            wording.count(found.volume())));
    Interval interval = found.interval();
    if (interval != null) {
      lines.add(
          wording.say(
              "action.effect.return.between",
              wording.decimal(interval.low(), 1),
              wording.decimal(interval.high(), 1)));
    }
    lines.add(wording.say("action.effect.return.formula"));
    return lines;
  }

  /** A target as it stands in a form: hours for spans of time, plain otherwise. */
  static double inForm(Metric metric, double value) {
    return metric.formula() == Formula.DURATION_MEAN ? value / SECONDS_PER_HOUR : value;
  }

  /** The other way round. */
  static double fromForm(Metric metric, double typed) {
    return metric.formula() == Formula.DURATION_MEAN ? typed * SECONDS_PER_HOUR : typed;
  }
}
