package dev.barometer.starter.fact;

import java.time.Duration;

/**
 * A position as it moves on, and how much of it a store surely has that crashes: what was stored
 * long enough before that, in whatever order the store brings its writes to the disk. All times are
 * nanoseconds of one clock that does not jump.
 *
 * @param settled was stored at least {@link #TIME} before {@code began}
 * @param young was stored at {@code began}; the next to settle
 * @param last was stored at {@code stored}
 */
record Settling(long settled, long young, long began, long last, long stored) {
  /** Longer than a store keeps writes to itself and a driver takes to notice that it went away. */
  static final Duration TIME = Duration.ofSeconds(30);

  /** Begins with what is surely stored. */
  static Settling at(long next, long now) {
    return new Settling(next, next, now, next, now);
  }

  Settling then(long next, long now) {
    return now - began < TIME.toNanos()
        ? new Settling(settled, young, began, next, now)
        : new Settling(young, last, stored, next, now);
  }

  /** What is surely there of a store that went away then. */
  long settledBy(long moment) {
    if (moment - stored >= TIME.toNanos()) {
      return last;
    }
    return moment - began >= TIME.toNanos() ? young : settled;
  }
}
