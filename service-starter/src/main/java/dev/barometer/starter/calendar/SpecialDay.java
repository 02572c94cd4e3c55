package dev.barometer.starter.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date that is not like its weekday: nobody works, or somebody does, or at other hours.
 *
 * @param like the weekday whose hours it has
 * @param own its own hours, where it has those of no weekday
 */
record SpecialDay(Kind kind, @Nullable DayOfWeek like, List<WeekHours.Hours> own) {
  enum Kind {
    CLOSED,
    WORKING,
    OWN_HOURS
  }

  static final SpecialDay CLOSED = new SpecialDay(Kind.CLOSED, null, List.of());

  private static final String WHAT =
      "must be closed, working, working with a weekday such as working Fri, or half-day with hours"
          + " such as half-day 09:00-12:00, not ";

  /** Reads {@code closed}, {@code working}, {@code working Fri}, {@code half-day 09:00-12:00}. */
  static SpecialDay parse(String text) {
    String[] words = text.strip().split("\\s+", 2);
    String rest = words.length == 1 ? "" : words[1];
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "closed":
        if (rest.isEmpty()) {
          return CLOSED;
        }
        break;
      case "working":
        return worked(rest);
      case "half-day":
        if (!rest.isEmpty()) {
          return new SpecialDay(Kind.OWN_HOURS, null, WeekHours.hours(rest));
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException(WHAT + text);
  }

  /**
   * A day that is worked.
   *
   * @param how nothing, a weekday such as {@code Fri}, or hours such as {@code 09:00-12:00}
   */
  static SpecialDay worked(String how) {
    if (how.isBlank()) {
      return new SpecialDay(Kind.WORKING, null, List.of());
    }
    return Character.isDigit(how.strip().charAt(0))
        ? new SpecialDay(Kind.OWN_HOURS, null, WeekHours.hours(how.strip()))
        : new SpecialDay(Kind.WORKING, WeekHours.weekday(how.strip()), List.of());
  }

  /**
   * A day that is worked without more has its weekday's hours, and where that has none those of the
   * first of the week that has.
   */
  List<WeekHours.Hours> hours(LocalDate date, WeekHours week) {
    if (kind != Kind.WORKING) {
      return own;
    }
    if (like != null) {
      return week.of(like);
    }
    List<WeekHours.Hours> usual = week.of(date.getDayOfWeek());
    return usual.isEmpty() ? week.ofFirstWorked() : usual;
  }
}
