package dev.barometer.reporting.page;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a period is compared with. */
public enum Comparison {
  /** As long, directly before. */
  PREVIOUS,
  /** The same days a year before. */
  YEAR;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Comparison> of(String id) {
    for (Comparison comparison : values()) {
      if (comparison.id().equals(id)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  Period before(Period period, OrganisationCalendar calendar) {
    return this == PREVIOUS
        ? calendar.previous(period)
        : new Period(yearBefore(period.from(), calendar), yearBefore(period.to(), calendar));
  }

  private static Instant yearBefore(Instant time, OrganisationCalendar calendar) {
    return time.atZone(calendar.zone()).minusYears(1).toInstant();
  }
}
