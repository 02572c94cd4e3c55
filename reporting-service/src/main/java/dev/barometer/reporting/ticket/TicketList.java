package dev.barometer.reporting.ticket;

import java.util.Locale;

/** Which tickets a section of a report lists. */
public enum TicketList {
  /** Those whose SLA was missed, by the time at which that was counted. */
  MISSED,
  /** Those of the highest priority that were opened or done. */
  MAJOR;

  /** The name as it is kept. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
