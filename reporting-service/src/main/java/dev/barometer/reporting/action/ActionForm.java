package dev.barometer.reporting.action;

import dev.barometer.metrics.Metrics;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a form sends; what it had is shown again when something of it is wrong.
 *
 * @param target in hours for spans of time
 * @param revision that the form was drawn for; null of a new action
 */
record ActionForm(
    @Nullable String title,
    @Nullable String description,
    @Nullable String owner,
    @Nullable String scope,
    @Nullable String metric,
    @Nullable String target,
    @Nullable String start,
    @Nullable String due,
    @Nullable String comparisonScope,
    @Nullable String kind,
    @Nullable String from,
    @Nullable String progress,
    @Nullable Long revision) {

  static ActionForm of(Action action) {
    Goal goal = action.goal();
    return new ActionForm(
        action.title(),
        action.description(),
        action.owner().id(),
        goal.scope(),
        goal.metric(),
        plain(ActionText.inForm(goal.measured(), goal.target())),
        goal.start().toString(),
        action.due().toString(),
        goal.comparisonScope(),
        action.from().kind(),
        action.from().id(),
        action.progress(),
        action.revision());
  }

  ActionForm begun(String today) {
    return new ActionForm(
        title,
        description,
        owner,
        scope,
        metric,
        target,
        start == null ? today : start,
        due,
        comparisonScope,
        kind == null ? Cause.MANUAL : kind,
        from,
        progress,
        null);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  ActionRequest toRequest() {
    return new ActionRequest(
        title,
        description,
        owner,
        given(scope),
        given(metric),
        number(),
        given(start),
        given(due),
        comparisonScope,
        kind == null ? null : new ActionRequest.From(kind, from),
        progress);
  }

  /** What only says how far it is; what it aims at stays. */
  ActionRequest toWords() {
    return new ActionRequest(
        title, description, owner, null, null, null, null, given(due), null, null, progress);
  }

  /** Null where it is none: then it is missing. */
  private @Nullable Double number() {
    String typed = given(target);
    if (typed == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(typed.replace(',', '.').replace('−', '-'));
      return Metrics.find(String.valueOf(metric))
          .map(known -> ActionText.fromForm(known, number))
          .orElse(number);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
