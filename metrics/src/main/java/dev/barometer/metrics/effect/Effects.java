package dev.barometer.metrics.effect;

import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metric.Formula;
import dev.barometer.metrics.Score;
import dev.barometer.metrics.Scores;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import dev.barometer.metrics.effect.Difference.Precision;
import dev.barometer.metrics.effect.Effect.Verdict;
import dev.barometer.metrics.effect.Effect.Warning;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes what an action achieved. Where nothing changed and observations are independent, {@code
 * improved} and {@code worse} together come in at most 5 % of cases, at n = 5 as at n = 5,000: by
 * enumeration for shares and balances, by simulation for means. Where observations depend on each
 * other the same holds up to a strong likeness of neighbouring periods, and then a warning stands
 * there; the figures are in {@code DependenceLevelTest}.
 */
public final class Effects {
  static final int SMALL_N = 20;

  private final EffectInput input;
  private final Metric metric;
  private final @Nullable String scale;
  private final Dependence dependence;
  private final Precision precision;
  private final Set<Warning> warnings = EnumSet.noneOf(Warning.class);

  private Effects(EffectInput input) {
    this.input = input;
    metric = input.metric();
    scale = scaleOf(metric, input.scope().after().tallies());
    dependence = Dependence.of(metric, scale, input.history());
    precision =
        new Precision(
            dependence.designEffect(input.scope().before(), input.history()),
            dependence.designEffect(input.scope().after(), input.history()),
            dependence.degrees());
  }

  public static Effect of(EffectInput input) {
    return new Effects(input).effect();
  }

  /** Points are compared on the scale that the window after is scored on. */
  private static @Nullable String scaleOf(Metric metric, Tallies after) {
    return metric.formula() == Formula.POINT_MEAN ? Scores.of(metric, after, 1).scale() : null;
  }

  private Effect effect() {
    BeforeAfter comparison = input.comparison();
    Score before = score(input.scope().before());
    Score after = score(input.scope().after());
    Double own = valueOfDifference(input.scope());
    Double others = comparison == null ? null : valueOfDifference(comparison);
    Optional<Difference> difference = difference(input.scope());
    if (comparison != null) {
      Optional<Difference> ofOthers = difference(comparison);
      difference = difference.flatMap(d -> ofOthers.map(d::minus));
      ofOthers.filter(d -> d.side() != 0).ifPresent(d -> warnings.add(Warning.COMPARISON_MOVED));
    }
    double designEffect = Math.max(precision.before(), precision.after());
    warn(designEffect);
    return new Effect(
        metric.id(),
        metric.unit(),
        scale,
        before.value(),
        after.value(),
        before.n(),
        after.n(),
        minus(own, comparison == null ? Double.valueOf(0) : others),
        others,
        difference.map(d -> d.interval(mostPossible())).orElse(null),
        designEffect,
        verdict(difference),
        List.copyOf(warnings));
  }

  /** How large a difference can be at most: shares keep to it by themselves. */
  private double mostPossible() {
    double ofOne = metric.formula() == Formula.BALANCE ? 200 : Double.POSITIVE_INFINITY;
    return input.comparison() == null ? ofOne : 2 * ofOne;
  }

  private Score score(Window window) {
    return Scores.of(metric, onScale(window.tallies()), input.minimumN());
  }

  private Tallies onScale(Tallies tallies) {
    if (scale == null) {
      return tallies;
    }
    Measure measure = Measure.of(metric.id(), scale);
    Tally tally = tallies.byMeasure().get(measure);
    return tally == null ? new Tallies() : new Tallies().put(measure, tally);
  }

  /** Of what is told of both windows, or nothing. */
  private @Nullable Double valueOfDifference(BeforeAfter windows) {
    return minus(score(windows.after()).value(), score(windows.before()).value());
  }

  private static @Nullable Double minus(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null ? null : Double.valueOf(a - b);
  }

  private Optional<Difference> difference(BeforeAfter windows) {
    warnOfSmallN(windows);
    return valueOfDifference(windows) == null
        ? Optional.empty()
        : Difference.of(
            metric, distribution(windows.before()), distribution(windows.after()), precision);
  }

  private Distribution distribution(Window window) {
    return Distribution.of(metric, scale, window.tallies());
  }

  private void warnOfSmallN(BeforeAfter windows) {
    if (Math.min(score(windows.before()).n(), score(windows.after()).n()) < SMALL_N) {
      warnings.add(Warning.SMALL_N);
    }
  }

  private void warn(double designEffect) {
    Window before = input.scope().before();
    Window after = input.scope().after();
    if (!Seasons.haveSameWeekdays(before, after)
        || input.comparison() == null && !Seasons.haveSamePartOfYear(before, after)) {
      warnings.add(Warning.SEASONALITY);
    }
    if (dependence.isNotable(designEffect)) {
      warnings.add(Warning.AUTOCORRELATED);
    }
    Baseline baseline = Baseline.of(metric, scale, before, input.history());
    if (baseline.isExtreme()) {
      warnings.add(Warning.REGRESSION_TO_THE_MEAN);
    }
    if (!baseline.isKnown() || !dependence.isKnown()) {
      warnings.add(Warning.HISTORY_TOO_SHORT);
    }
  }

  private Verdict verdict(Optional<Difference> effect) {
    if (!input.complete()) {
      return Verdict.TOO_EARLY;
    }
    int side = effect.map(Difference::side).orElse(0);
    if (side == 0) {
      return Verdict.NO_EVIDENCE;
    }
    return side > 0 == metric.lowIsGood() ? Verdict.WORSE : Verdict.IMPROVED;
  }
}
