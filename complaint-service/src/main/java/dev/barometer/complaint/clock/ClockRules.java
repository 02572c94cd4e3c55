package dev.barometer.complaint.clock;

import dev.barometer.starter.calendar.BusinessCalendar;

/** What the clocks of a case go by: when its team works, and how much time there is. */
public record ClockRules(BusinessCalendar calendar, ClockTargets targets) {

  ClockTarget target(ClockName name, String kind, String severity) {
    return targets.of(name, kind, severity, calendar);
  }
}
