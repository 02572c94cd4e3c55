package dev.barometer.starter.progress;

import java.util.Locale;

/** What people see, by the way it comes: each has an age of its own. */
public enum Data {
  /** The rolling windows in scoring-service's own state. */
  WINDOWS,
  /** What scores of any period are computed from. */
  TALLIES,
  /** The rolling scores as they were published last. */
  SCORES,
  /** Comments, tickets and cases. */
  FACTS,
  /** The cases that answers open, as the desk has them. */
  CASES,
  /** What survey-service knows of tickets, cases and lifecycles, to ask about it. */
  OCCURRENCES;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
