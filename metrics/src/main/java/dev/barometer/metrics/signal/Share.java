package dev.barometer.metrics.signal;

/** A part of n, for one point of a p-chart. */
public record Share(long part, long n) {

  public Share {
    if (n < 1 || part < 0 || part > n) {
      throw new IllegalArgumentException(part + " of " + n);
    }
  }

  double value() {
    return (double) part / n;
  }
}
