package dev.barometer.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/** The two-sided 95 % critical value of Student's t distribution. */
public final class StudentT {
  private static final double TAIL = 1 - Intervals.LEVEL;
  private static final int MANY_DEGREES = 1000;
  private static final double EPSILON = 1e-15;

  /** The bits of the values of whole degrees, by these; 0 where nobody has asked yet. */
  private static final AtomicLongArray KNOWN = new AtomicLongArray(MANY_DEGREES + 1);

  private StudentT() {}

  /**
   * The t that |T| exceeds in 5 % of cases. The relative error is under 1e-8, that of {@link
   * Intervals#Z}.
   *
   * @param degrees of freedom, at least 1, not necessarily whole; infinite for the normal deviate
   */
  public static double critical(double degrees) {
    if (!(degrees >= 1)) {
      throw new IllegalArgumentException(degrees + " degrees of freedom");
    }
    if (degrees > MANY_DEGREES) {
      return expansion(degrees);
    }
    int whole = (int) degrees;
    return whole == degrees ? remembered(whole) : inverse(degrees);
  }

  /** Each score of a mean asks, mostly for what was asked before. */
  private static double remembered(int degrees) {
    long bits = KNOWN.get(degrees);
    if (bits == 0) {
      bits = Double.doubleToLongBits(inverse(degrees));
      KNOWN.set(degrees, bits);
    }
    return Double.longBitsToDouble(bits);
  }

  /** Cornish and Fisher's expansion around the normal deviate (Abramowitz and Stegun 26.7.5). */
  private static double expansion(double degrees) {
    double z = Intervals.Z;
    double cube = z * z * z;
    double fifth = cube * z * z;
    return z
        + (cube + z) / (4 * degrees)
        + (5 * fifth + 16 * cube + 3 * z) / (96 * degrees * degrees);
  }

  static double inverse(double degrees) {
    double low = 0;
    double high = 13; // above t(1) = 12.706, the largest of all
    while (high - low > 1e-11) {
      double middle = (low + high) / 2;
      if (tail(middle, degrees) > TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * P(|T| > t) = I_x(degrees / 2, 1/2) with x = degrees / (degrees + t^2) (Abramowitz and Stegun
   * 26.7.1).
   */
  static double tail(double t, double degrees) {
    return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  }

  /**
   * I_x(a, b), the regularized incomplete beta function, by its continued fraction (DLMF 8.17.22).
   */
  private static double incompleteBeta(double x, double a, double b) {
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - incompleteBeta(1 - x, b, a);
    }
    if (x == 0) {
      return 0;
    }
    double logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
    double factor = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / a;
    return factor * continuedFraction(x, a, b);
  }

  /** 1 / (1 + d1 / (1 + d2 / (1 + ...))), evaluated forwards by Lentz's method (DLMF 3.10(iii)). */
  private static double continuedFraction(double x, double a, double b) {
    double numerator = 1;
    double denominator = 0;
    double value = 1;
    double step = 0;
    for (int k = 1; Math.abs(step - 1) > EPSILON; k++) {
      double d = coefficient(k, x, a, b);
      denominator = 1 / (1 + d * denominator);
      numerator = 1 + d / numerator;
      step = numerator * denominator;
      value *= step;
    }
    return 1 / value;
  }

  private static double coefficient(int k, double x, double a, double b) {
    double m = k / 2;
    return k % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
  }

  /** Stirling's series (DLMF 5.11.1), after shifting the argument to where it is precise. */
  private static double logGamma(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < 10) {
      product *= shifted;
      shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double series =
        inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680)));
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + series
        - Math.log(product);
  }
}
