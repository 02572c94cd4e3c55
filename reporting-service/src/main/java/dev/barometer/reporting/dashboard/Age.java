package dev.barometer.reporting.dashboard;

import java.time.Instant;

/**
 * How old what the page shows is.
 *
 * @param asOf everything that was accepted before this moment is in it
 * @param minutes how long ago that is
 */
record Age(State state, Instant asOf, long minutes) {

  /** In a word; the texts are named after it. */
  enum State {
    CURRENT,
    BEHIND,
    STARTING,
    STOPPED
  }
}
