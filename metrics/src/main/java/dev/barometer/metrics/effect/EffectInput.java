package dev.barometer.metrics.effect;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the effect of an action is computed from. All of it is fixed when the action starts, but for
 * what is tallied after.
 *
 * @param metric anything but a count: a number of tickets alone has no spread to compare it with
 * @param scope the windows of the scope that the action is for
 * @param comparison the same of a scope without the action, the difference of which is subtracted;
 *     null where there is none. Where only last year is like this year, it may be the same scope a
 *     year earlier
 * @param history equally long periods of the scope up to the end of the baseline and including it,
 *     oldest first; whole weeks are best, as weekdays differ. At least {@value
 *     Dependence#FEWEST_PERIODS} of them, or their spread is not known, and at least {@value
 *     Baseline#FEWEST} times the baseline before it, or it is not known how usual the baseline is
 * @param complete whether the window after is as long as was fixed at the start. Before that there
 *     is no verdict: who looks each day and stops at the first good one will find one by chance
 * @param minimumN the n under which the value of an opinion is not told, at least 1
 */
public record EffectInput(
    Metric metric,
    BeforeAfter scope,
    @Nullable BeforeAfter comparison,
    List<Window> history,
    boolean complete,
    long minimumN) {

  public EffectInput {
    if (!isMeasurable(metric)) {
      throw new IllegalArgumentException("no effect on a count: " + metric.id());
    }
    if (minimumN < 1) {
      throw new IllegalArgumentException("a minimum n of " + minimumN);
    }
    history = List.copyOf(history);
    Window.checkSeries(history);
  }

  /** Whether an action can aim at this metric. */
  public static boolean isMeasurable(Metric metric) {
    return metric.formula() != Formula.COUNT;
  }
}
