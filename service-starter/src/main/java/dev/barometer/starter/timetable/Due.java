package dev.barometer.starter.timetable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is to be done, and when.
 *
 * @param kind names the {@link DueHandler}: a noun and a verb, such as {@code invitation.remind}
 * @param key of what: with the kind it is what may be scheduled once
 * @param at not before this moment; whole milliseconds, as the database keeps them
 * @param data what the handler needs beyond the key, if anything; it stays in the database until it
 *     is done, so say there who it is about, not what he said
 */
public record Due(String kind, String key, Instant at, String data) {
  private static final char SEPARATOR = '|';

  public Due {
    if (kind.isBlank() || kind.indexOf(SEPARATOR) >= 0 || key.isBlank()) {
      throw new IllegalArgumentException("a kind without " + SEPARATOR + ", and a key");
    }
    // Up, never down: down would be early.
    Instant cut = at.truncatedTo(ChronoUnit.MILLIS);
    at = cut.equals(at) ? at : cut.plusMillis(1);
  }

  public Due(String kind, String key, Instant at) {
    this(kind, key, at, "");
  }

  String id() {
    return id(kind, key);
  }

  static String id(String kind, String key) {
    return kind + SEPARATOR + key;
  }
}
