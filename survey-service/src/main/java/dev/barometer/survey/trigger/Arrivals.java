package dev.barometer.survey.trigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until what was accepted before is known here, and not for ever. */
final class Arrivals {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Supplier<Instant> occurrences;
  private final Duration most;
  private final Clock clock;

  /**
   * @param occurrences before when all that was accepted is known, as it was looked at last
   * @param most how long is waited
   */
  Arrivals(Supplier<Instant> occurrences, Duration most, Clock clock) {
    this.occurrences = occurrences;
    this.most = most;
    this.clock = clock;
  }

  /**
   * What is known once this returns.
   *
   * @param asOf all that was accepted before it; the epoch while nobody knows
   * @param complete whether that is all that had been accepted when it was asked for
   */
  record Known(Instant asOf, boolean complete) {}

  Known awaitAllOfNow() {
    Instant now = clock.instant();
    long until = System.nanoTime() + most.toNanos();
    Instant asOf = occurrences.get();
    while (asOf.isBefore(now)
        && System.nanoTime() < until
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      asOf = occurrences.get();
    }
    return new Known(asOf, !asOf.isBefore(now));
  }
}
