package dev.barometer.complaint.cases;

import java.util.Locale;

/** How far the handling of a case has come. */
public enum Status {
  RECEIVED,
  ACKNOWLEDGED,
  ASSESSED,
  INVESTIGATING,
  RESPONDED,
  CLOSED,
  WITHDRAWN;

  /** The name as it travels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
