package dev.barometer.metrics;

/**
 * Quantiles of spans of time, by nearest rank: the p-th percentile of n spans is the {@code ceil(p
 * n / 100)}-th shortest, always one of the spans, never between two. It is given as what its bin
 * stands for, within 1 %; of one span alone it is exact.
 */
final class Quantiles {
  private Quantiles() {}

  /** A percentile in seconds. */
  static double ofDurations(Tally tally, int percent) {
    long n = tally.n();
    if (n == 1) {
      return tally.sum() / 1000.0;
    }
    long rank = Math.addExact(Math.multiplyExact(n, percent), 99) / 100;
    long[] passed = {0};
    double[] seconds = {0};
    tally.forEach(
        (bin, count) -> {
          if (passed[0] < rank) {
            seconds[0] = LogBins.millisOf(bin) / 1000;
          }
          passed[0] += count;
        });
    return seconds[0];
  }
}
