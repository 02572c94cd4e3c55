package dev.barometer.reporting.strategy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a report is made: of each week, month, quarter or year, on a day of the next one.
 *
 * @param day the how manyth day after the period ended; the last one where there are not so many
 */
public record Cadence(Every every, int day) {

  /** The periods that are told of; weeks begin on Monday (ISO 8601). */
  public enum Every {
    WEEK(7),
    MONTH(31),
    QUARTER(92),
    YEAR(366);

    private final int mostDays;

    Every(int mostDays) {
      this.mostDays = mostDays;
    }

    public int mostDays() {
      return mostDays;
    }

    /** The name as it travels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(Every::label).toList();
    }

    public static Optional<Every> of(String label) {
      return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    /** The first day of the period that holds this one. */
    LocalDate startOf(LocalDate day) {
      return switch (this) {
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
        case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        case YEAR -> day.withDayOfYear(1);
      };
    }

    /** The first day of the period after the one that begins then. */
    LocalDate after(LocalDate start) {
      return switch (this) {
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
        case QUARTER -> start.plusMonths(3);
        case YEAR -> start.plusYears(1);
      };
    }

    /** The first day of the period before the one that begins then. */
    LocalDate before(LocalDate start) {
      return startOf(start.minusDays(1));
    }
  }

  /** The first that is due after that moment. */
  Occurrence next(Instant now, ZoneId zone, LocalTime at) {
    LocalDate running = every.startOf(now.atZone(zone).toLocalDate());
    // Where clocks leap a day or an hour around midnight, one is due after its own days.
    Occurrence next = ending(every.before(running), zone, at);
    while (!next.due().isAfter(now)) {
      next = ending(every.after(next.to()), zone, at);
    }
    return next;
  }

  /** The first whose period ends after that day. */
  Occurrence firstEndingAfter(LocalDate day, ZoneId zone, LocalTime at) {
    return ending(every.after(every.startOf(day)), zone, at);
  }

  /** The newest whose period is over, due or not. */
  Occurrence closed(Instant now, ZoneId zone, LocalTime at) {
    return ending(every.startOf(now.atZone(zone).toLocalDate()), zone, at);
  }

  private Occurrence ending(LocalDate end, ZoneId zone, LocalTime at) {
    LocalDate wanted = end.plusDays(day - 1L);
    LocalDate last = every.after(end).minusDays(1);
    LocalDate on = wanted.isAfter(last) ? last : wanted;
    return new Occurrence(every.before(end), end, on.atTime(at).atZone(zone).toInstant());
  }

  /**
   * A period by its name, such as {@code 2026-Q3}; other days by the first and the last of them.
   */
  String nameOf(LocalDate from, LocalDate to) {
    if (!every.startOf(from).equals(from) || !every.after(from).equals(to)) {
      return from + "/" + to.minusDays(1);
    }
    return switch (every) {
      case WEEK ->
          String.format(
              Locale.ROOT,
              "%d-W%02d",
              from.get(IsoFields.WEEK_BASED_YEAR),
              from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> from.toString().substring(0, "2026-01".length());
      case QUARTER -> from.getYear() + "-Q" + from.get(IsoFields.QUARTER_OF_YEAR);
      case YEAR -> String.valueOf(from.getYear());
    };
  }
}
