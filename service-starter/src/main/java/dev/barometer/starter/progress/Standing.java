package dev.barometer.starter.progress;

import java.time.Duration;
import java.time.Instant;

/**
 * How old data is.
 *
 * @param asOf all that was accepted before this moment is in it; of what came later some may be.
 *     {@link Instant#EPOCH} while that is not known
 * @param complete whether nothing that had been accepted was waiting when it was last looked at,
 *     which was at {@code asOf} and a moment ago
 * @param state in a word for people
 * @param at when this was said
 * @param waiting records that were still to be read on the way to it when it was last looked at
 */
public record Standing(Instant asOf, boolean complete, State state, Instant at, long waiting) {

  /** In a word for people; the worst last. */
  public enum State {
    /** Not older than a minute. */
    CURRENT,
    /** Older, and on its way. */
    BEHIND,
    /** Not everything was read yet since the start. */
    STARTING,
    /** Older, and for a minute nothing has moved. */
    STOPPED
  }

  public boolean isKnown() {
    return asOf.isAfter(Instant.EPOCH);
  }

  public Duration age() {
    Duration age = Duration.between(asOf, at);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Of what both say: as old as the older, and complete where both are. */
  public Standing and(Standing other) {
    return new Standing(
        asOf.isBefore(other.asOf) ? asOf : other.asOf,
        complete && other.complete,
        state.compareTo(other.state) > 0 ? state : other.state,
        at,
        Math.max(waiting, other.waiting));
  }
}
