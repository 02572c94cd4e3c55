package dev.barometer.reporting.action;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Which day it is where the organisation is. */
record OrganisationDays(ZoneId zone) {
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  LocalDate today(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /** When somebody is reminded of what is due that day. */
  Instant morningOf(LocalDate day) {
    return day.atTime(MORNING).atZone(zone).toInstant();
  }
}
