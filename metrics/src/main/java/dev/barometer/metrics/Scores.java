package dev.barometer.metrics;

import java.util.Optional;

/**
 * Turns tallies into scores; the one place that does. Tallies with a negative count are differences
 * and have no score: they are refused with {@link IllegalArgumentException}.
 */
public final class Scores {
  private Scores() {}

  /**
   * The score of a metric. On a metric whose mean needs one scale, the scale with the most
   * observations (the first by name where equal) is scored and named; a metric of classes is merged
   * over all its scales.
   *
   * @param minimumN for opinions, the n under which no number is given; at least 1
   */
  public static Score of(Metric metric, Tallies tallies, long minimumN) {
    return of(metric, tallies, minimumN, Population.UNLIMITED);
  }

  /**
   * The same with the finite population correction: the value stays, the interval narrows. Throws
   * {@link IllegalArgumentException} where more were observed than the population has.
   */
  public static Score of(Metric metric, Tallies tallies, long minimumN, Population population) {
    return new Scoring(metric, minimumN, population).score(tallies);
  }

  /**
   * The share of positive answers in percent, over all scales, of any choice metric: {@code 100
   * positive / n}. For CSAT that is its score, for CES its "% positive" variant.
   */
  public static Score positiveShare(Metric metric, Tallies tallies, long minimumN) {
    return new Scoring(metric, minimumN, Population.UNLIMITED).positiveShare(tallies);
  }

  /**
   * The variant {@code excludeNeutral}: {@code 100 positive / (positive + negative)}. Neutral
   * answers are counted in {@code counts}, not in n.
   */
  public static Score positiveShareWithoutNeutral(Metric metric, Tallies tallies, long minimumN) {
    return new Scoring(metric, minimumN, Population.UNLIMITED).positiveShareWithoutNeutral(tallies);
  }

  /**
   * The change between two periods; empty where either has no data or no spread to test with, and
   * for counts, which have no test. A mean is compared on the scale that the later period is scored
   * on. Shows both values: where the score of a period is hidden, so is the change; {@link
   * #change(Metric, Tallies, Tallies, long)} sees to that.
   */
  public static Optional<Change> change(Metric metric, Tallies earlier, Tallies later) {
    return Comparison.of(metric, earlier, later, 1);
  }

  /** The same, empty too where an opinion has fewer than {@code minimumN} answers in a period. */
  public static Optional<Change> change(
      Metric metric, Tallies earlier, Tallies later, long minimumN) {
    return Comparison.of(metric, earlier, later, minimumN);
  }
}
