package dev.barometer.reporting.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.metrics.Interval;
import dev.barometer.metrics.effect.Effect;
import dev.barometer.metrics.effect.MinimumDetectableEffect;
import dev.barometer.metrics.effect.ReturnOnMeasures;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action as the API tells it.
 *
 * @param owner a staff id
 * @param overdue whether it is open, and was to be done by a day that is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionView(
    String actionId,
    long revision,
    String status,
    String title,
    @Nullable String description,
    String owner,
    String ownerName,
    String scope,
    String metric,
    double target,
    String start,
    String due,
    boolean overdue,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String comparisonScope,
    Cause from,
    @Nullable String progress,
    @Nullable EffectView effect,
    @Nullable List<StepView> history) {

  /**
   * What can be said of it; that it was the cause cannot.
   *
   * @param before the score of the baseline, which is frozen when the action starts
   * @param difference after less before; with a comparison scope less what changed there
   * @param verdict too early as long as the window after is not over
   * @param from the first day of the window after
   * @param to the day after its last one so far
   * @param weeks of it so far
   * @param weeksAfter that it will have
   * @param minimumDetectable null where no improvement would be seen
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record EffectView(
      ScoreView before,
      @Nullable ScoreView after,
      @Nullable Double difference,
      @Nullable Double comparisonDifference,
      @Nullable Interval interval,
      String verdict,
      List<String> warnings,
      String from,
      String to,
      int weeks,
      int weeksAfter,
      @Nullable Detectable minimumDetectable,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReturnView returns) {}

  /**
   * The improvement that would be seen in four of five cases.
   *
   * @param after the value at which it would be seen
   * @param expectedN for so many observations after
   */
  record Detectable(double difference, double after, long expectedN) {}

  /** What the difference is worth, and how that is computed. */
  record ReturnView(
      String unit,
      double amount,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Interval interval,
      double gain,
      long volume,
      String formula) {
    private static final String FORMULA = "amount = gain × volume";

    static @Nullable ReturnView of(@Nullable ReturnOnMeasures found) {
      return found == null
          ? null
          : new ReturnView(
              found.unit(),
              found.amount(),
              found.interval(),
              found.gain(),
              found.volume(),
              FORMULA);
    }
  }

  /** What was done. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepView(
      String what,
      Instant at,
      String who,
      @Nullable String note,
      String status,
      String title,
      String owner,
      String due) {
    static StepView of(Step step) {
      return new StepView(
          step.what().label(),
          step.at(),
          step.who(),
          step.note(),
          step.status().label(),
          step.title(),
          step.owner().id(),
          step.due().toString());
    }
  }

  /** Without what came of it. */
  static ActionView line(Action action, boolean overdue) {
    return of(action, overdue, null, null);
  }

  static ActionView whole(Action action, boolean overdue, Outcome outcome) {
    return of(
        action,
        overdue,
        effect(action, outcome),
        action.history().stream().map(StepView::of).toList());
  }

  private static EffectView effect(Action action, Outcome outcome) {
    Effect effect = outcome.effect();
    MinimumDetectableEffect minimum = outcome.minimumDetectable();
    return new EffectView(
        outcome.before(),
        outcome.after(),
        effect == null ? null : effect.difference(),
        effect == null ? null : effect.comparisonDifference(),
        effect == null ? null : effect.interval(),
        (effect == null ? Effect.Verdict.TOO_EARLY : effect.verdict()).label(),
        effect == null ? List.of() : effect.warnings().stream().map(Effect.Warning::label).toList(),
        action.goal().start().toString(),
        outcome.until().toString(),
        outcome.weeks(),
        outcome.weeksAfter(),
        minimum == null
            ? null
            : new Detectable(minimum.difference(), minimum.after(), outcome.expectedN()),
        ReturnView.of(outcome.returned()));
  }

  private static ActionView of(
      Action action,
      boolean overdue,
      @Nullable EffectView effect,
      @Nullable List<StepView> history) {
    Goal goal = action.goal();
    return new ActionView(
        action.actionId(),
        action.revision(),
        action.status().label(),
        action.title(),
        action.description(),
        action.owner().id(),
        action.owner().name(),
        goal.scope(),
        goal.metric(),
        goal.target(),
        goal.start().toString(),
        action.due().toString(),
        overdue,
        goal.comparisonScope(),
        action.from(),
        action.progress(),
        effect,
        history);
  }
}
