package dev.barometer.metrics.effect;

import dev.barometer.metrics.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed from the window before an action to the window after.
 *
 * @param unit of all values: that of the metric
 * @param scale the scale that a mean of points is on; null for other metrics
 * @param before the score before; null where there is none, or where it is hidden as an opinion of
 *     too few, and then neither is there a difference
 * @param after the same after
 * @param difference after minus before; with a comparison scope less what changed there
 * @param comparisonDifference what changed in the comparison scope; null without one
 * @param interval of the difference, 95 %; null where no spread is known: of a mean where a window
 *     has fewer than two values, or all values of both are equal
 * @param designEffect how many times the variance of the difference is that of independent
 *     observations, at least 1; 1 too where the history is too short to tell
 * @param warnings in the order of {@link Warning}
 */
public record Effect(
    String metric,
    String unit,
    @Nullable String scale,
    @Nullable Double before,
    @Nullable Double after,
    long nBefore,
    long nAfter,
    @Nullable Double difference,
    @Nullable Double comparisonDifference,
    @Nullable Interval interval,
    double designEffect,
    Verdict verdict,
    List<Warning> warnings) {

  public Effect {
    warnings = List.copyOf(warnings);
  }

  /** The one thing that may be said of an action; never that it was the cause. */
  public enum Verdict {
    /** The whole interval is on the better side of 0. */
    IMPROVED("improved"),
    /** The interval has 0 in it, or there is none. That is not evidence that nothing changed. */
    NO_EVIDENCE("no evidence"),
    /** The whole interval is on the worse side of 0. */
    WORSE("worse"),
    /** The window after is not over. */
    TOO_EARLY("too early");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /** The text as it travels. */
    public String label() {
      return label;
    }
  }

  /** Why to be careful with a verdict. */
  public enum Warning {
    /**
     * The baseline is outside the control limits of the windows before it, or the worst of them:
     * what was picked for being extreme comes back by itself.
     */
    REGRESSION_TO_THE_MEAN("regression to the mean"),
    /**
     * Periods are alike to those beside them, or differ by more than single observations would make
     * them. The interval is wider for it; where the likeness is strong that is not enough.
     */
    AUTOCORRELATED("autocorrelated data"),
    /**
     * The windows do not have the same weekdays, or, without a comparison scope, not the same part
     * of the year.
     */
    SEASONALITY("seasonality not covered"),
    /** A window has fewer than {@value Effects#SMALL_N} observations: only much is seen. */
    SMALL_N("small n"),
    /** The interval of the difference in the comparison scope does not have 0 in it. */
    COMPARISON_MOVED("comparison scope moved as well"),
    /**
     * Too few periods before the action to tell whether the baseline is usual, or whether
     * observations depend on each other.
     */
    HISTORY_TOO_SHORT("history too short");

    private final String label;

    Warning(String label) {
      this.label = label;
    }

    /** The text as it travels. */
    public String label() {
      return label;
    }
  }
}
