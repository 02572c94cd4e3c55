package dev.barometer.scoring.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rolling window: the running hour and the full hours before it, together as many hours as its
 * length. An hour leaves when the clock reaches its start plus the length.
 */
public enum Window {
  DAY("24h", 24),
  WEEK("7d", 7 * 24),
  MONTH("30d", 30 * 24),
  QUARTER("90d", 90 * 24);

  private final String label;
  private final Duration length;

  Window(String label, int hours) {
    this.label = label;
    this.length = Duration.ofHours(hours);
  }

  public String label() {
    return label;
  }

  public static Optional<Window> of(String label) {
    for (Window window : values()) {
      if (window.label.equals(label)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }

  /** When an hour is no longer inside. */
  Instant leavingTime(Instant hour) {
    return hour.plus(length);
  }

  /** The hour that leaves at a time. */
  Instant hourLeavingAt(Instant time) {
    return time.minus(length);
  }

  /** Whether an hour is inside while the clock is in the hour {@code now}. */
  boolean holds(Instant hour, Instant now) {
    return leavingTime(hour).isAfter(now);
  }
}
