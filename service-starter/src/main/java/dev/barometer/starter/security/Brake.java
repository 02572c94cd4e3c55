package dev.barometer.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses secrets: after some failures a target (an address that tries, a name
 * that is tried) pauses, for longer with each further failure, and what comes in the pause is not
 * even looked at. Whoever got through to a target lately goes on getting through, so that neither
 * one broken client behind a shared address nor a stranger who tries a name locks the others out.
 *
 * <p>It remembers a bounded number of targets and visitors; of more, those least often seen are
 * forgotten.
 */
final class Brake {
  private static final Duration VISITORS_MEMORY = Duration.ofHours(12);
  private static final int MOST_DOUBLINGS = 30;

  private final BrakeProperties settings;
  private final Clock clock;
  private final Cache<String, Failures> failures;
  private final Cache<Visit, Boolean> visits;

  private record Failures(int count, Instant pausedUntil) {}

  private record Visit(String target, String visitor) {}

  Brake(BrakeProperties settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(settings.mostRemembered())
            .expireAfterWrite(settings.memory())
            .build();
    this.visits =
        Caffeine.newBuilder()
            .maximumSize(settings.mostRemembered())
            .expireAfterAccess(VISITORS_MEMORY)
            .build();
  }

  /** How long this visitor still has to wait before it may try this target; zero for not at all. */
  Duration pauseFor(String target, String visitor) {
    Failures failed = failures.getIfPresent(target);
    if (failed == null || visits.getIfPresent(new Visit(target, visitor)) != null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), failed.pausedUntil());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Counts a failure; returns whether it is the one that begins the first pause. */
  boolean failed(String target) {
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

  /**
   * Notes that a visitor got through to a target. The first time it resets the target's failures;
   * one that comes again and again does not, or it would release others with it.
   */
  void succeeded(String target, String visitor) {
    Visit visit = new Visit(target, visitor);
    if (visits.getIfPresent(visit) == null) {
      visits.put(visit, true);
      failures.invalidate(target);
    }
  }

  /** How many targets it remembers. */
  long remembered() {
    failures.cleanUp();
    return failures.estimatedSize();
  }
}
