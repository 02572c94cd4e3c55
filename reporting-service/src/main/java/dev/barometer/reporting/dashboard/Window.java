package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import java.time.Instant;

/** How far back the page looks from the running hour. */
enum Window {
  DAY("24h", 1, Step.HOUR, Step.HOUR),
  WEEK("7d", 7, Step.DAY, Step.DAY),
  MONTH("30d", 30, Step.DAY, Step.DAY),
  QUARTER("90d", 90, Step.DAY, Step.WEEK);

  private final String id;
  private final int days;
  private final Step step;
  private final Step opinionStep;

  Window(String id, int days, Step step, Step opinionStep) {
    this.id = id;
    this.days = days;
    this.step = step;
    this.opinionStep = opinionStep;
  }

  /** The window a link names; a name nobody knows shows the month. */
  static Window of(String id) {
    for (Window window : values()) {
      if (window.id.equals(id)) {
        return window;
      }
    }
    return MONTH;
  }

  String id() {
    return id;
  }

  Step step() {
    return step;
  }

  /** Opinions are few: over a quarter only a week has enough of them to say something. */
  Step opinionStep() {
    return opinionStep;
  }

  Period period(OrganisationCalendar calendar, Instant now) {
    return calendar.lastDays(days, now);
  }
}
