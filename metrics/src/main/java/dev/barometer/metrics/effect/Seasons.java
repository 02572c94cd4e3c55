package dev.barometer.metrics.effect;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two windows can be compared though days of the week and parts of the year differ. */
final class Seasons {
  private static final int YEAR = 365;

  /**
   * The shares of a weekday may differ by this much. Months of 28 and 31 days stay under it, a week
   * and ten days do not.
   */
  private static final double WEEKDAY_SHARE = 0.05;

  private Seasons() {}

  static boolean haveSameWeekdays(Window before, Window after) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (Math.abs(share(day, before) - share(day, after)) > WEEKDAY_SHARE) {
        return false;
      }
    }
    return true;
  }

  private static double share(DayOfWeek day, Window window) {
    long days = window.days();
    long until = Math.floorMod(day.getValue() - window.from().getDayOfWeek().getValue(), 7);
    long times = until >= days ? 0 : (days - until - 1) / 7 + 1;
    return (double) times / days;
  }

  /** Both are whole years, or at least half of each lies in the dates of the other. */
  static boolean haveSamePartOfYear(Window before, Window after) {
    if (before.days() >= YEAR && after.days() >= YEAR) {
      return true;
    }
    Set<MonthDay> datesBefore = dates(before);
    Set<MonthDay> datesAfter = dates(after);
    return isHalfIn(datesBefore, datesAfter) && isHalfIn(datesAfter, datesBefore);
  }

  private static Set<MonthDay> dates(Window window) {
    LocalDate end = window.days() > YEAR ? window.from().plusDays(YEAR + 1) : window.to();
    return window.from().datesUntil(end).map(MonthDay::from).collect(Collectors.toSet());
  }

  private static boolean isHalfIn(Set<MonthDay> dates, Set<MonthDay> others) {
    return 2 * dates.stream().filter(others::contains).count() >= dates.size();
  }
}
