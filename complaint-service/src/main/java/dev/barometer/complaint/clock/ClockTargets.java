package dev.barometer.complaint.clock;

import dev.barometer.starter.calendar.BusinessCalendar;

/** How much time there is, by what a case is. */
@FunctionalInterface
public interface ClockTargets {
  /**
   * The target of a clock.
   *
   * @param kind {@code grievance} or {@code complaint}
   * @param severity {@code normal} or {@code severe}
   * @param calendar says how long a business day is
   */
  ClockTarget of(ClockName name, String kind, String severity, BusinessCalendar calendar);
}
