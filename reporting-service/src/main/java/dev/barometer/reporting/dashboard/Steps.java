package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import java.time.Clock;
import java.time.Duration;

/** Into what a period is cut to be seen as a line. */
final class Steps {
  private static final Duration HOURS = Duration.ofDays(2);
  private static final Duration DAYS = Duration.ofDays(120);
  private static final Duration WEEKS = Duration.ofDays(800);
  private static final Duration DAYS_OF_OPINIONS = Duration.ofDays(45);

  private final OrganisationCalendar calendar;
  private final Clock clock;

  Steps(OrganisationCalendar calendar, Clock clock) {
    this.calendar = calendar;
    this.clock = clock;
  }

  Step of(Period period) {
    return of(period, DAYS);
  }

  /** Opinions are few: over a quarter only a week has enough of them to say something. */
  Step ofOpinions(Period period) {
    return of(period, DAYS_OF_OPINIONS);
  }

  private Step of(Period period, Duration days) {
    Duration length = period.length();
    if (length.compareTo(HOURS) < 0 && calendar.hasHours(period.from(), clock.instant())) {
      return Step.HOUR;
    }
    if (length.compareTo(days) <= 0) {
      return Step.DAY;
    }
    return length.compareTo(WEEKS) <= 0 ? Step.WEEK : Step.MONTH;
  }
}
