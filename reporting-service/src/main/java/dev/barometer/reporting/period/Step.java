package dev.barometer.reporting.period;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the points of a series stand for; weeks begin on Monday (ISO 8601). */
public enum Step {
  HOUR,
  DAY,
  WEEK,
  MONTH;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Step> of(String label) {
    for (Step step : values()) {
      if (step.label().equals(label)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** Cuts a period at this step's boundaries; the first and the last part may be shorter. */
  public List<Period> split(Period period, ZoneId zone) {
    List<Period> parts = new ArrayList<>();
    Instant from = period.from();
    while (from.isBefore(period.to())) {
      Instant next = after(from, zone);
      Instant to = next.isBefore(period.to()) ? next : period.to();
      parts.add(new Period(from, to));
      from = to;
    }
    return List.copyOf(parts);
  }

  /** The first boundary later than {@code time}; hours go by UTC, as their buckets do. */
  private Instant after(Instant time, ZoneId zone) {
    if (this == HOUR) {
      return time.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }
    LocalDate day = time.atZone(zone).toLocalDate();
    LocalDate next =
        switch (this) {
          case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
          case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
          default -> day.plusDays(1);
        };
    return next.atStartOfDay(zone).toInstant();
  }
}
