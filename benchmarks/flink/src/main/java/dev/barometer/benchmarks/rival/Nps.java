package dev.barometer.benchmarks.rival;

/** Counts of ratings as three numbers: all, promoters, detractors. */
public final class Nps {
  private static final int PROMOTER = 9;
  private static final int DETRACTOR = 6;

  private Nps() {}

  public static long[] none() {
    return new long[3];
  }

  public static void count(long[] counts, int point) {
    counts[0]++;
    if (point >= PROMOTER) {
      counts[1]++;
    } else if (point <= DETRACTOR) {
      counts[2]++;
    }
  }

  public static void add(long[] counts, long[] more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more[i];
    }
  }

  /** A score as text: when the window ends, n, and the NPS. */
  public static String told(long end, long[] counts) {
    double score = 100.0 * (counts[1] - counts[2]) / counts[0];
    return end + ";" + counts[0] + ";" + score;
  }
}
