package dev.barometer.starter.outbox;

import java.time.Instant;

/**
 * An entry as it is kept.
 *
 * @param next when it is tried next
 * @param failures of the tries the ones that count
 * @param state what has become of it; the body is there while it waits
 */
record Stored(OutboxEntry entry, Instant next, int tries, int failures, State state) {

  /** Only what waits is sent. */
  enum State {
    WAITING,
    SENT,
    DEAD,
    CANCELLED
  }

  static Stored of(OutboxEntry entry, Instant now) {
    return new Stored(entry, now, 0, 0, State.WAITING);
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  /** It was tried once more, in vain. */
  Stored triedInVain(boolean counts) {
    return new Stored(entry, next, tries + 1, failures + (counts ? 1 : 0), state);
  }

  Stored until(Instant then) {
    return new Stored(entry, then, tries, failures, state);
  }
}
