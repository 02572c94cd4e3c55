package dev.barometer.metrics.effect;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Difference.Precision;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The improvement that would be seen with a probability of 80 %, at the level of 5 % that {@link
 * Effects} has: said before an action starts, so that nobody waits for a verdict that the few
 * observations cannot give.
 *
 * <p>It is the smallest difference d for which the expected limit of its interval is {@code 0.8416
 * SE(d)} away from 0 (as Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, ch.
 * 4, with the interval that is used here). The window after is thought of as the baseline moved:
 * for spans of time each one by the same factor, for answers and shares with their shares tilted
 * towards the better end, which leaves the values those of the scale.
 *
 * @param difference after minus before in the unit of the metric: negative where low is good
 * @param before the value of the baseline
 * @param after the value at which it would be seen
 */
public record MinimumDetectableEffect(double difference, double before, double after) {
  /** The normal deviate that 80 % lie under. */
  private static final double POWER_DEVIATE = 0.8416212;

  /** Tilted so far nothing is left but the best value. */
  private static final double STRONGEST_TILT = 200;

  private static final int HALVINGS = 60;

  /**
   * A comparison scope, as far as it is known beforehand.
   *
   * @param before its window before
   * @param expectedN how many observations it will have after
   */
  public record ExpectedComparison(Window before, long expectedN) {
    public ExpectedComparison {
      checkN(expectedN);
    }
  }

  /**
   * Empty where no improvement would be seen: the baseline is too near the best value or too few
   * observations come, or all observations of the baseline are equal, so that no spread is known.
   *
   * @param before the baseline
   * @param daysAfter how long the window after will be; of matter where periods depend on each
   *     other
   * @param expectedN how many observations it will have, at least 1
   * @param comparison null where there is none
   * @param history as in {@link EffectInput}
   */
  public static Optional<MinimumDetectableEffect> of(
      Metric metric,
      Window before,
      int daysAfter,
      long expectedN,
      @Nullable ExpectedComparison comparison,
      List<Window> history) {
    if (!EffectInput.isMeasurable(metric)) {
      throw new IllegalArgumentException("no effect on a count: " + metric.id());
    }
    checkN(expectedN);
    Window.checkSeries(history);
    Tallies tallies = before.tallies();
    String scale =
        metric.formula() == Formula.POINT_MEAN ? Scores.of(metric, tallies, 1).scale() : null;
    Dependence dependence = Dependence.of(metric, scale, history);
    Window after = new Window(before.to(), before.to().plusDays(daysAfter), new Tallies());
    Precision precision =
        new Precision(
            dependence.designEffect(before, history),
            dependence.designEffect(after, history),
            dependence.degrees());
    Distribution baseline = Distribution.of(metric, scale, tallies);
    Distribution other =
        comparison == null ? null : Distribution.of(metric, scale, comparison.before().tallies());
    if (!baseline.hasSpread() || other != null && !other.hasSpread()) {
      return Optional.empty();
    }
    Pair unchanged =
        other == null || comparison == null
            ? null
            : new Pair(other, other.withN(comparison.expectedN()));
    Search search = new Search(metric, precision, baseline.withN(expectedN), baseline, unchanged);
    return search
        .smallest()
        .map(found -> new MinimumDetectableEffect(found - baseline.mean(), baseline.mean(), found));
  }

  private static void checkN(long expectedN) {
    if (expectedN < 1) {
      throw new IllegalArgumentException("an expected n of " + expectedN);
    }
  }

  private record Pair(Distribution before, Distribution after) {
    double squaredError(Precision precision) {
      return before.populationVariance() * precision.before() / before.n()
          + after.populationVariance() * precision.after() / after.n();
    }
  }

  /** Halves how far the baseline is moved. */
  private record Search(
      Metric metric,
      Precision precision,
      Distribution unmoved,
      Distribution before,
      @Nullable Pair comparison) {

    Optional<Double> smallest() {
      DoubleFunction<Distribution> moved = this::moved;
      if (!isSeen(moved.apply(1))) {
        return Optional.empty();
      }
      double unseen = 0;
      double seen = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (unseen + seen) / 2;
        if (isSeen(moved.apply(middle))) {
          seen = middle;
        } else {
          unseen = middle;
        }
      }
      return Optional.of(moved.apply(seen).mean());
    }

    /** From 0, where nothing changed, to 1, where all is as good as can be. */
    private Distribution moved(double part) {
      if (metric.formula() == Formula.DURATION_MEAN) {
        return unmoved.times(1 - part);
      }
      double tilt = STRONGEST_TILT * part;
      return unmoved.tilted(metric.lowIsGood() ? -tilt : tilt);
    }

    private boolean isSeen(Distribution after) {
      Pair own = new Pair(before, after);
      Optional<Difference> difference = Difference.of(metric, before, after, precision);
      double squaredError = own.squaredError(precision);
      if (comparison != null) {
        Optional<Difference> others =
            Difference.of(metric, comparison.before(), comparison.after(), precision);
        difference = difference.flatMap(d -> others.map(d::minus));
        squaredError += comparison.squaredError(precision);
      }
      double margin = POWER_DEVIATE * Math.sqrt(squaredError);
      return difference
          .map(d -> metric.lowIsGood() ? d.high() < -margin : d.low() > margin)
          .orElse(false);
    }
  }
}
