package dev.barometer.contract;

import java.time.Instant;
import java.util.List;

/**
 * The rules a fact must keep, asked at every edge: on HTTP a broken one is a 4xx, on a topic a dead
 * letter. No rule depends on anything but the fact and, for the future, the clock.
 */
public final class Rules {
  private Rules() {}

  /** What is wrong with a ticket; empty where nothing is. */
  public static List<Violation> check(Ticket ticket, Instant now) {
    throw new UnsupportedOperationException("being built: " + ticket + now);
  }

  public static List<Violation> check(Response response, Instant now) {
    throw new UnsupportedOperationException("being built: " + response + now);
  }
}
