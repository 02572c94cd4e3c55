package dev.barometer.reporting.page;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.util.Optional;

/** How far back a page looks from the running hour. */
public enum Window {
  DAY("24h", 1),
  WEEK("7d", 7),
  MONTH("30d", 30),
  QUARTER("90d", 90),
  YEAR("365d", 365);

  private final String id;
  private final int days;

  Window(String id, int days) {
    this.id = id;
    this.days = days;
  }

  static Optional<Window> of(String id) {
    for (Window window : values()) {
      if (window.id.equals(id)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }

  public String id() {
    return id;
  }

  Period period(OrganisationCalendar calendar, Instant now) {
    return calendar.lastDays(days, now);
  }
}
