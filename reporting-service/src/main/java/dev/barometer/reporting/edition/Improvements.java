package dev.barometer.reporting.edition;

import dev.barometer.metrics.effect.Effect;
import dev.barometer.reporting.action.Action;
import dev.barometer.reporting.action.Baseline;
import dev.barometer.reporting.action.Outcome;
import dev.barometer.reporting.action.Outcomes;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.reporting.action.Status;
import dev.barometer.reporting.action.Step;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a report tells of improvement actions: of each as it was when the report was collected, with
 * its effect as far as the report's period goes.
 */
final class Improvements {
  /** What ended longer before the end of the period is told no more. */
  private static final int DAYS_TOLD = 365;

  private final Plan plan;
  private final Parameters parameters;
  private final Outcomes outcomes;

  private Improvements(Plan plan, Basis basis, Parameters parameters) {
    this.plan = plan;
    this.parameters = parameters;
    this.outcomes = new Outcomes(basis, parameters.calendar(), parameters.minimumN());
  }

  static List<Content.ActionLine> of(Plan plan, Basis basis, Parameters parameters) {
    Improvements improvements = new Improvements(plan, basis, parameters);
    return basis.actions(plan.whose()).stream()
        .flatMap(one -> improvements.line(one).stream())
        .toList();
  }

  private Optional<Content.ActionLine> line(ReportedAction one) {
    return one.action()
        .lastStepUntil(parameters.knownAt())
        .filter(this::isTold)
        .map(step -> line(one, step));
  }

  private boolean isTold(Step last) {
    return last.status().isOpen()
        || (last.status() == Status.DONE
            ? last.at().isAfter(plan.to().minus(DAYS_TOLD, ChronoUnit.DAYS))
            : !last.at().isBefore(plan.from()));
  }

  private Content.ActionLine line(ReportedAction one, Step step) {
    Outcome outcome = outcome(one, step).orElse(null);
    Effect effect = outcome == null ? null : outcome.effect();
    ScoreView before = outcome == null ? null : outcome.before();
    LocalDate known = parameters.knownAt().atZone(ZoneId.of(parameters.zone())).toLocalDate();
    return new Content.ActionLine(
        one.action().actionId(),
        step.title(),
        step.status().label(),
        step.owner().name(),
        step.due().toString(),
        step.status().isOpen() && step.due().isBefore(known),
        step.goal().scope(),
        step.goal().metric(),
        step.goal().target(),
        before,
        outcome == null ? null : outcome.after(),
        effect == null ? null : effect.difference(),
        effect == null ? null : effect.interval(),
        effect == null ? null : effect.verdict().label(),
        effect == null ? List.of() : effect.warnings().stream().map(Effect.Warning::label).toList(),
        outcome == null ? 0 : outcome.weeks(),
        outcome == null ? 0 : outcome.weeksAfter());
  }

  /** Empty where it had not started when the report was collected. */
  private Optional<Outcome> outcome(ReportedAction one, Step step) {
    Action.Frozen frozen = one.action().frozen();
    Baseline baseline = one.baseline();
    if (frozen == null || baseline == null || frozen.at().isAfter(parameters.knownAt())) {
      return Optional.empty();
    }
    Instant until = plan.to().isBefore(parameters.knownAt()) ? plan.to() : parameters.knownAt();
    return Optional.of(outcomes.of(step.goal(), baseline, frozen.weeksAfter(), until));
  }
}
