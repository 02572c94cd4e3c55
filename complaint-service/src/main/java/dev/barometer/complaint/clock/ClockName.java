package dev.barometer.complaint.clock;

import java.util.Locale;

/** What a case has a clock for, in the order in which it is due. */
public enum ClockName {
  /** A person says that it is looked at. */
  ACKNOWLEDGE,
  /** Somebody judges how bad it is. */
  ASSESS,
  /** The customer has an answer. */
  ANSWER,
  /** It is over, whatever happened. */
  LIMIT;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
