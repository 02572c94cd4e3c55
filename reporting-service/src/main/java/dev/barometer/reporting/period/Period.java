package dev.barometer.reporting.period;

import java.time.Duration;
import java.time.Instant;

/** A span of time, {@code from} inclusive, {@code to} exclusive; never empty. */
public record Period(Instant from, Instant to) {
  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(from + " is not before " + to);
    }
  }

  public Duration length() {
    return Duration.between(from, to);
  }
}
