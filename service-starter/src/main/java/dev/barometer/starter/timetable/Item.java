package dev.barometer.starter.timetable;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A due thing as it is kept.
 *
 * @param next when it is tried next: its time, or later after a failure
 * @param placement names the one entry that leads here; a new one each time it is moved
 * @param tries since it was scheduled
 * @param failures of those the ones that count
 * @param lease who is at it, if anybody
 * @param why of what kind the last failure was
 * @param aside whether it failed so often that nobody tries it any more
 */
record Item(
    Due due,
    Instant next,
    String placement,
    int tries,
    int failures,
    @Nullable Lease lease,
    @Nullable String why,
    boolean aside) {

  /** The right to do it, until a moment. */
  record Lease(String token, Instant until) {}

  private static final int RADIX = 36;

  static Item of(Due due) {
    return new Item(due, due.at(), newPlacement(), 0, 0, null, null, false);
  }

  private static String newPlacement() {
    return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), RADIX);
  }

  String id() {
    return due.id();
  }

  boolean isLeased(Instant now) {
    return lease != null && lease.until().isAfter(now);
  }

  /** To be tried again then, on another page. */
  Item movedTo(Instant then, int newFailures, String newWhy) {
    return new Item(due, then, newPlacement(), tries, newFailures, null, newWhy, false);
  }

  /** As if it had never failed. */
  Item triedAnew(Instant then) {
    return new Item(due, then, newPlacement(), 0, 0, null, null, false);
  }

  Item setAside(String newWhy) {
    return new Item(due, next, placement, tries, failures, null, newWhy, true);
  }
}
