package dev.barometer.starter.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hours of each day of the week, such as {@code Mon-Thu 09:00-17:30, Fri 09:00-12:00}. */
public final class WeekHours {
  private static final Pattern PART =
      Pattern.compile(
          "(?<first>[A-Za-z]{3})(-(?<last>[A-Za-z]{3}))?\\s+(?<from>\\d\\d:\\d\\d)-(?<to>\\d\\d:\\d\\d)");
  private static final int LETTERS = 3;
  private static final String MIDNIGHT = "24:00";

  private final Map<DayOfWeek, List<Hours>> byDay;

  /**
   * From a time of the day up to another, which is not included.
   *
   * @param to midnight for the end of the day
   */
  record Hours(LocalTime from, LocalTime to) {
    boolean endsWithTheDay() {
      return to.equals(LocalTime.MIDNIGHT);
    }

    Duration length() {
      Duration length = Duration.between(from, to);
      return endsWithTheDay() ? length.plusDays(1) : length;
    }

    boolean isBefore(Hours later) {
      return !endsWithTheDay() && !to.isAfter(later.from);
    }
  }

  private WeekHours(Map<DayOfWeek, List<Hours>> byDay) {
    this.byDay = byDay;
  }

  /**
   * Reads days and hours, parted by commas; a day may be named several times, for what lies before
   * and after its pause.
   *
   * @throws IllegalArgumentException where it is not like that, or no day has hours
   */
  public static WeekHours parse(String text) {
    Map<DayOfWeek, List<Hours>> byDay = new EnumMap<>(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      Matcher read = PART.matcher(part.strip());
      if (!read.matches()) {
        throw wrong(text);
      }
      DayOfWeek first = day(read.group("first"), text);
      DayOfWeek last = read.group("last") == null ? first : day(read.group("last"), text);
      Hours hours = hours(read.group("from"), read.group("to"), text);
      for (DayOfWeek day = first; ; day = day.plus(1)) {
        List<Hours> ofDay = byDay.computeIfAbsent(day, any -> new ArrayList<>());
        if (!ofDay.isEmpty() && !ofDay.get(ofDay.size() - 1).isBefore(hours)) {
          throw wrong(text);
        }
        ofDay.add(hours);
        if (day == last) {
          break;
        }
      }
    }
    return new WeekHours(byDay);
  }

  private static Hours hours(String from, String to, String text) {
    try {
      Hours hours =
          new Hours(
              LocalTime.parse(from),
              to.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
      if (!hours.endsWithTheDay() && !hours.from().isBefore(hours.to())
          || hours.endsWithTheDay() && !to.equals(MIDNIGHT)) {
        throw wrong(text);
      }
      return hours;
    } catch (DateTimeException e) {
      throw wrong(text);
    }
  }

  private static DayOfWeek day(String name, String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(name.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "must be days and hours in their order, such as Mon-Thu 09:00-17:30, Fri 09:00-12:00, not "
            + text);
  }

  /** Reads hours in their order, parted by blanks: {@code 09:00-12:00 13:00-15:00}. */
  static List<Hours> hours(String text) {
    List<Hours> all = new ArrayList<>();
    for (String part : text.split("\\s+", -1)) {
      String[] ends = part.split("-", 2);
      Hours hours = ends.length == 2 ? hours(ends[0], ends[1], text) : null;
      if (hours == null || !all.isEmpty() && !all.get(all.size() - 1).isBefore(hours)) {
        throw wrong(text);
      }
      all.add(hours);
    }
    return List.copyOf(all);
  }

  /** Reads {@code Fri}. */
  static DayOfWeek weekday(String name) {
    if (name.length() != LETTERS) {
      throw wrong(name);
    }
    return day(name, name);
  }

  /** Of a whole week. */
  Duration whole() {
    return byDay.values().stream()
        .flatMap(List::stream)
        .map(Hours::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** On how many days of it somebody works. */
  int worked() {
    return byDay.size();
  }

  /** Of the first day from Monday on that has some. */
  List<Hours> ofFirstWorked() {
    return byDay.values().iterator().next();
  }

  /** In their order; none where nobody works. */
  List<Hours> of(DayOfWeek day) {
    return byDay.getOrDefault(day, List.of());
  }
}
