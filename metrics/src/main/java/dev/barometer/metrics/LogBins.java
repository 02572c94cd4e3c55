package dev.barometer.metrics;

/**
 * Logarithmic bins for spans of time: bin {@code i} holds the spans in {@code (g^(i-1), g^i]}
 * milliseconds with {@code g = 1.02}, and stands for {@code 2 g^i / (g + 1)}, so that no span is
 * further than {@code (g - 1) / (g + 1)}, a little less than 1 %, from what its bin stands for
 * (Masson, Rim, Lee: DDSketch, VLDB 2019). Bin {@value #ZERO} holds the span 0. Bins are in the
 * order of their spans.
 */
public final class LogBins {
  /** The bin of a span of 0 ms. */
  public static final int ZERO = -1;

  private static final double GAMMA = 1.02;

  // StrictMath: the same bin on every machine, or stored tallies would not merge.
  private static final double LOG_GAMMA = StrictMath.log(GAMMA);

  /** What the bins stand for: a score reads hundreds of them, so they are computed once. */
  private static final double[] MILLIS = new double[binOf(Long.MAX_VALUE) + 1];

  static {
    for (int bin = 0; bin < MILLIS.length; bin++) {
      MILLIS[bin] = 2 * StrictMath.pow(GAMMA, bin) / (GAMMA + 1);
    }
  }

  private LogBins() {}

  /** The bin of a span in milliseconds; throws {@link IllegalArgumentException} if negative. */
  public static int binOf(long millis) {
    if (millis < 0) {
      throw new IllegalArgumentException("negative span: " + millis + " ms");
    }
    return millis == 0 ? ZERO : (int) Math.ceil(StrictMath.log(millis) / LOG_GAMMA);
  }

  /** What a bin stands for, in milliseconds; throws {@link IllegalArgumentException} for no bin. */
  public static double millisOf(int bin) {
    if (bin < ZERO || bin >= MILLIS.length) {
      throw new IllegalArgumentException("no bin: " + bin);
    }
    return bin == ZERO ? 0 : MILLIS[bin];
  }
}
