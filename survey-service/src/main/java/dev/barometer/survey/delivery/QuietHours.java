package dev.barometer.survey.delivery;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When nobody is written to: what would go out then goes out after it.
 *
 * @param from of each day, and {@code until} of that day or of the next; both null where none is
 *     quiet
 * @param weekends whether people are written to on Saturdays and Sundays
 * @param zone whose hours and days they are
 */
record QuietHours(
    @Nullable LocalTime from, @Nullable LocalTime until, boolean weekends, ZoneId zone) {

  /**
   * Reads a span of a day, such as {@code 20:00-08:00}.
   *
   * @throws IllegalArgumentException where it is none
   */
  static QuietHours of(@Nullable String hours, boolean weekends, ZoneId zone) {
    if (hours == null || hours.isBlank()) {
      return new QuietHours(null, null, weekends, zone);
    }
    String[] ends = hours.trim().split("-", -1);
    try {
      LocalTime from = LocalTime.parse(ends[0].trim());
      LocalTime until = LocalTime.parse(ends[ends.length - 1].trim());
      if (ends.length == 2 && !from.equals(until)) {
        return new QuietHours(from, until, weekends, zone);
      }
    } catch (DateTimeException e) {
      throw notASpan(hours, e);
    }
    throw notASpan(hours, null);
  }

  private static IllegalArgumentException notASpan(String hours, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "barometer.delivery.quiet-hours must be two different times of a day, such as 20:00-08:00: "
            + hours,
        cause);
  }

  /** When somebody may be written to again; empty where he may be now. */
  Optional<Instant> end(Instant now) {
    ZonedDateTime at = now.atZone(zone);
    ZonedDateTime free = at;
    ZonedDateTime before;
    do {
      before = free;
      free = afterTheQuiet(afterTheWeekend(free));
    } while (!free.equals(before));
    return free.equals(at) ? Optional.empty() : Optional.of(free.toInstant());
  }

  private ZonedDateTime afterTheWeekend(ZonedDateTime at) {
    int days =
        weekends
            ? 0
            : at.getDayOfWeek() == DayOfWeek.SATURDAY
                ? 2
                : at.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : 0;
    return days == 0 ? at : at.toLocalDate().plusDays(days).atStartOfDay(zone);
  }

  private ZonedDateTime afterTheQuiet(ZonedDateTime at) {
    if (from == null || until == null) {
      return at;
    }
    LocalTime time = at.toLocalTime();
    boolean overnight = from.isAfter(until);
    boolean late = !time.isBefore(from);
    boolean early = time.isBefore(until);
    boolean quiet = overnight ? late || early : late && early;
    if (!quiet) {
      return at;
    }
    ZonedDateTime end = at.with(until);
    ZonedDateTime after = overnight && late ? end.plusDays(1) : end;
    // Where clocks were put back the end comes twice, and where they were put forward not at all.
    return after.isAfter(at) ? after : at.plusMinutes(1);
  }
}
