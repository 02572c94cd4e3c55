package dev.barometer.metrics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** The same in a variant of the metric; null is the metric itself. */
  public static Score of(Metric metric, @Nullable Variant variant, Tallies tallies, long minimumN) {
    return variant == null
        ? of(metric, tallies, minimumN)
        : new Scoring(metric, minimumN, Population.UNLIMITED).score(tallies, variant);
  }

  /** Whether a metric can be scored from these: a difference, with a negative count, cannot. */
  public static boolean isScorable(Metric metric, Tallies tallies) {
    return tallies.byMeasure().entrySet().stream()
        .filter(entry -> entry.getKey().metric().equals(metric.id()))
        .noneMatch(entry -> entry.getValue().hasNegativeCount());
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

  /** The same in a variant of the metric; null is the metric itself. */
  public static Optional<Change> change(
      Metric metric, @Nullable Variant variant, Tallies earlier, Tallies later) {
    return variant == null
        ? change(metric, earlier, later)
        : Comparison.of(metric, variant, earlier, later);
  }

  /** The same, empty too where an opinion has fewer than {@code minimumN} answers in a period. */
  public static Optional<Change> change(
      Metric metric, Tallies earlier, Tallies later, long minimumN) {
    return Comparison.of(metric, earlier, later, minimumN);
  }
}
