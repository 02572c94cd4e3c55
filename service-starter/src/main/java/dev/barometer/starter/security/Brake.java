package dev.barometer.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses secrets: after some failures a target (an address that tries, a name
 * that is tried) pauses, for longer with each further failure. It is asked about wrong secrets
 * only: a right one always gets through, from anywhere and at any time, so that no stranger who
 * tries a name, and no broken client behind a shared address, locks others out. Looking at each is
 * cheap: secrets are long and random, and only their hash is looked up.
 *
 * <p>It remembers a bounded number of targets; of more, those least often seen are forgotten.
 */
public final class Brake {
  private static final int MOST_DOUBLINGS = 30;

  private final BrakeProperties settings;
  private final Clock clock;
  private final Cache<String, Failures> failures;

  private record Failures(int count, Instant pausedUntil) {}

  public Brake(BrakeProperties settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(settings.mostRemembered())
            .expireAfterWrite(settings.memory())
            .build();
  }

  /** How long this target still pauses; zero for not at all. */
  public Duration pauseFor(String target) {
    Failures failed = failures.getIfPresent(target);
    if (failed == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), failed.pausedUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Counts a failure; returns whether it is the one that begins the first pause. */
  public boolean failed(String target) {
    Instant now = clock.instant();
    Failures failed =
        failures
            .asMap()
            .merge(
                target,
                new Failures(1, now.plus(pauseAfter(1))),
                (known, one) ->
                    new Failures(known.count() + 1, now.plus(pauseAfter(known.count() + 1))));
    return failed.count() == settings.freeFailures() + 1;
  }

  private Duration pauseAfter(int count) {
    int further = count - settings.freeFailures() - 1;
    if (further < 0) {
      return Duration.ZERO;
    }
    Duration pause = settings.firstPause().multipliedBy(1L << Math.min(further, MOST_DOUBLINGS));
    return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
  }

  /** How many targets it remembers. */
  long remembered() {
    failures.cleanUp();
    return failures.estimatedSize();
  }
}
