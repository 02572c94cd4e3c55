package dev.barometer.starter.timetable;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what fails is tried again. What fails because the broker or the database is away is tried
 * again without being counted.
 *
 * @param firstPause after the first failure; each further pause is twice as long
 * @param longestPause up to this
 * @param most how often it may fail before it is set aside for somebody to look at
 */
public record Retry(
    @DefaultValue("1s") Duration firstPause,
    @DefaultValue("1h") Duration longestPause,
    @DefaultValue("20") int most) {
  private static final int MOST_DOUBLINGS = 30;

  public Retry {
    if (firstPause.isNegative() || firstPause.isZero() || most < 1) {
      throw new IllegalArgumentException("a first pause and at least one try");
    }
  }

  /** The pause after so many tries. */
  public Duration pauseAfter(int tries) {
    int doublings = Math.max(0, Math.min(tries - 1, MOST_DOUBLINGS));
    Duration pause = firstPause.multipliedBy(1L << doublings);
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
