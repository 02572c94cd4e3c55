package dev.barometer.metrics;

/**
 * How many could have been observed: the people invited, the tickets closed. Where a sample of n
 * covers much of a known population of N, standard errors shrink by {@code sqrt((N - n) / (N - 1))}
 * (Cochran, Sampling Techniques, 2.6).
 */
public record Population(long size) {
  /** No finite population correction. */
  public static final Population UNLIMITED = new Population(Long.MAX_VALUE);

  public Population {
    if (size < 1) {
      throw new IllegalArgumentException("a population of " + size);
    }
  }

  /**
   * The size of the sample from an unlimited population that has the same standard error: {@code n
   * (N - 1) / (N - n)}, infinite where everyone was observed. Intervals are computed with it, so
   * that they close in on the plain value as the sample becomes a census.
   */
  double effectiveSize(long n) {
    if (n > size) {
      throw new IllegalArgumentException(n + " observed in a population of " + size);
    }
    if (n == size) {
      return Double.POSITIVE_INFINITY;
    }
    return size == Long.MAX_VALUE ? n : n * ((size - 1.0) / (size - n));
  }
}
