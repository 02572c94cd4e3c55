package dev.barometer.starter.web;

import dev.barometer.contract.rule.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A parameter that is a date or a moment. */
public final class DateParameter {
  private static final int DATE_LENGTH = 10;
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;

  private DateParameter() {}

  /** The start of a date in that zone, or a moment; anything else is refused by name. */
  public static Instant read(String parameter, String text, ZoneId zone) {
    Instant instant;
    try {
      instant =
          text.length() <= DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : IsoTimes.parse(text);
    } catch (DateTimeException unreadable) {
      throw new InvalidRequestException(
          parameter, "must be a date (2026-11-22) or a time with offset (2026-11-22T10:00:00Z)");
    }
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new InvalidRequestException(
          parameter, "must be within the years " + FIRST_YEAR + " to " + LAST_YEAR);
    }
    return instant;
  }
}
