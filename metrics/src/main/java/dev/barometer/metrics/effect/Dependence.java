package dev.barometer.metrics.effect;

import dev.barometer.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much less a window says than as many independent observations would, estimated from the
 * periods of a history. The variance of the mean of a window of L periods is that of independent
 * observations times
 *
 * <pre>{@code spread (1 + 2 sum over k = 1 .. L - 1 of (1 - k / L) correlation^k)}</pre>
 *
 * and at least times 1 (Bayley and Hammersley, The "effective" number of independent observations
 * in an autocorrelated time series, JRSS Supplement 8, 1946).
 *
 * @param periods how many periods had observations
 * @param spread the variance of the periods' means in that which their n alone would give them
 *     (Laney, Improved control charts for attributes, Quality Engineering 14, 2002)
 * @param correlation of a period with the one before it, 0 to 0.95. The plain estimate r is too low
 *     in short series, by {@code (1 + 4 r) / m} in m periods (Marriott and Pope, Biometrika 41,
 *     1954), which is added
 */
record Dependence(int periods, double spread, double correlation) {
  static final int FEWEST_PERIODS = 8;

  private static final double HIGHEST_CORRELATION = 0.95;
  private static final double NOTABLE_CORRELATION = 0.3;
  private static final double NOTABLE_EFFECT = 2;

  static Dependence of(Metric metric, @Nullable String scale, List<Window> history) {
    List<Distribution> observed = new ArrayList<>();
    for (Window period : history) {
      Distribution distribution = Distribution.of(metric, scale, period.tallies());
      if (!distribution.isEmpty()) {
        observed.add(distribution);
      }
    }
    int periods = observed.size();
    Distribution all = Distribution.together(observed);
    if (periods < FEWEST_PERIODS || !all.hasSpread()) {
      return new Dependence(periods, 1, 0);
    }
    double squares = 0;
    double products = 0;
    double previous = 0;
    for (Distribution period : observed) {
      double residual = (period.mean() - all.mean()) * Math.sqrt(period.n());
      squares += residual * residual;
      products += residual * previous;
      previous = residual;
    }
    double plain = squares == 0 ? 0 : products / squares;
    double correlation = plain + (1 + 4 * plain) / periods;
    return new Dependence(
        periods,
        squares / (periods - 1) / all.variance(),
        Math.min(Math.max(correlation, 0), HIGHEST_CORRELATION));
  }

  boolean isKnown() {
    return periods >= FEWEST_PERIODS;
  }

  /** The factor on the variance of the mean of a window. */
  double designEffect(Window window, List<Window> history) {
    return isKnown() ? designEffect(window.inPeriodsOf(history)) : 1;
  }

  double designEffect(int length) {
    double sum = 1;
    for (int k = 1; k < length; k++) {
      sum += 2 * (1 - (double) k / length) * Math.pow(correlation, k);
    }
    return Math.max(1, spread * sum);
  }

  /** Of the estimate of the spread, for Student's t; none limits it where nothing was estimated. */
  double degrees() {
    return isKnown() ? periods - 1 : Double.POSITIVE_INFINITY;
  }

  /** Whether a reader is to be told. */
  boolean isNotable(double designEffect) {
    return isKnown() && (correlation > NOTABLE_CORRELATION || designEffect > NOTABLE_EFFECT);
  }
}
