package dev.barometer.metrics;

import java.util.Optional;

/** Turns tallies into scores; the one place that does. */
public final class Scores {
  private Scores() {}

  /**
   * The score of a metric. On a metric whose mean needs one scale, the scale with the most
   * observations (the first by name where equal) is scored and named.
   *
   * @param minimumN for opinions, the n under which no number is given; at least 1
   */
  public static Score of(Metric metric, Tallies tallies, long minimumN) {
    throw new UnsupportedOperationException("being built: " + metric + tallies + minimumN);
  }

  /** The change between two periods; empty where either has no data or no spread to test with. */
  public static Optional<Change> change(Metric metric, Tallies earlier, Tallies later) {
    throw new UnsupportedOperationException("being built: " + metric + earlier + later);
  }
}
