package dev.barometer.complaint.cases;

import java.util.Locale;

/** Who answers for a case: each clock that is breached takes it one up. */
public enum Level {
  AGENT,
  TEAM_LEAD,
  MANAGER;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Level next() {
    return this == AGENT ? TEAM_LEAD : MANAGER;
  }
}
