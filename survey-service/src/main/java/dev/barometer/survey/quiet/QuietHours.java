package dev.barometer.survey.quiet;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param longest so long nobody is written to in one go, at most
 */
public record QuietHours(
    @Nullable LocalTime from,
    @Nullable LocalTime until,
    boolean weekends,
    ZoneId zone,
    Duration longest) {
  private static final String SETTING = "barometer.delivery.quiet-hours";

  /** What waits goes out some seconds late, and is tried again after pauses that grow. */
  private static final Duration LEAST_OPEN = Duration.ofMinutes(15);

  private static final Duration DAY = Duration.ofDays(1);

  /** Clocks are put back and forward once in it each. */
  private static final int DAYS_LOOKED_AT = 400;

  /**
   * Reads a span of a day, such as {@code 20:00-08:00}.
   *
   * @param now from which on the longest is looked for
   * @throws IllegalArgumentException where it is none, or leaves no time to write to anybody
   */
  public static QuietHours of(@Nullable String hours, boolean weekends, ZoneId zone, Instant now) {
    QuietHours read = read(hours, weekends, zone);
    return new QuietHours(read.from, read.until, weekends, zone, read.longestAfter(now));
  }

  private static QuietHours read(@Nullable String hours, boolean weekends, ZoneId zone) {
    if (hours == null || hours.isBlank()) {
      return new QuietHours(null, null, weekends, zone, Duration.ZERO);
    }
    String[] ends = hours.trim().split("-", -1);
    try {
      LocalTime from = LocalTime.parse(ends[0].trim());
      LocalTime until = LocalTime.parse(ends[ends.length - 1].trim());
      if (ends.length == 2 && !from.equals(until)) {
        requireOpen(from, until, hours);
        return new QuietHours(from, until, weekends, zone, Duration.ZERO);
      }
    } catch (DateTimeException e) {
      throw notASpan(hours, e);
    }
    throw notASpan(hours, null);
  }

  private static IllegalArgumentException notASpan(String hours, @Nullable Exception cause) {
    return new IllegalArgumentException(
        SETTING + " must be two different times of a day, such as 20:00-08:00: " + hours, cause);
  }

  private static void requireOpen(LocalTime from, LocalTime until, String hours) {
    Duration between = Duration.between(from, until);
    Duration quiet = between.isNegative() ? between.plus(DAY) : between;
    if (DAY.minus(quiet).compareTo(LEAST_OPEN) < 0) {
      throw new IllegalArgumentException(
          SETTING + " must leave " + LEAST_OPEN.toMinutes() + " minutes of each day: " + hours);
    }
  }

  /** Each quiet time begins at the hour that is set, or with a weekend. */
  private Duration longestAfter(Instant now) {
    Duration found = Duration.ZERO;
    LocalDate first = now.atZone(zone).toLocalDate();
    for (int day = 0; day < DAYS_LOOKED_AT; day++) {
      LocalDate date = first.plusDays(day);
      found = longer(found, date.atStartOfDay(zone));
      if (from != null) {
        found = longer(found, date.atTime(from).atZone(zone));
      }
    }
    return found;
  }

  private Duration longer(Duration found, ZonedDateTime begin) {
    Instant start = begin.toInstant();
    Duration lasts = Duration.between(start, end(start).orElse(start));
    return lasts.compareTo(found) > 0 ? lasts : found;
  }

  /** When somebody may be written to again; empty where he may be now. */
  public Optional<Instant> end(Instant now) {
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
