package dev.barometer.starter.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * When an organisation works. Business time is what passes in its hours, by the clock: an hour that
 * a change of the clocks takes or gives is not there, or there twice. No holiday is guessed: a year
 * of which none are said has plain weeks.
 */
public final class BusinessCalendar {
  private final ZoneId zone;
  private final WeekHours week;
  private final Set<LocalDate> holidays;

  /** From an instant up to another, which is not included. */
  private record Open(Instant from, Instant to) {}

  public BusinessCalendar(ZoneId zone, WeekHours week, Collection<LocalDate> holidays) {
    this.zone = zone;
    this.week = week;
    this.holidays = Set.copyOf(holidays);
  }

  /** Whether somebody works at that moment; at the end of the hours nobody does. */
  public boolean isOpen(Instant at) {
    return nextOpen(at).equals(at);
  }

  /** That moment where somebody works, else when work begins after it. */
  public Instant nextOpen(Instant at) {
    for (LocalDate day = dayOf(at); ; day = day.plusDays(1)) {
      for (Open open : on(day)) {
        if (at.isBefore(open.to())) {
          return at.isBefore(open.from()) ? open.from() : at;
        }
      }
    }
  }

  /**
   * When so much business time has passed, at the earliest; the moment itself where it is none.
   *
   * @param span not negative
   */
  public Instant plus(Instant from, Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("Business time is not added backwards: " + span);
    }
    if (span.isZero()) {
      return from;
    }
    Duration rest = span;
    for (LocalDate day = dayOf(from); ; day = day.plusDays(1)) {
      for (Open open : on(day)) {
        Instant begin = from.isAfter(open.from()) ? from : open.from();
        if (begin.isBefore(open.to())) {
          Duration there = Duration.between(begin, open.to());
          if (rest.compareTo(there) <= 0) {
            return begin.plus(rest);
          }
          rest = rest.minus(there);
        }
      }
    }
  }

  /** How much business time passes from one moment to another that is not before it. */
  public Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = dayOf(to);
    for (LocalDate day = dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
      for (Open open : on(day)) {
        Instant begin = from.isAfter(open.from()) ? from : open.from();
        Instant end = to.isBefore(open.to()) ? to : open.to();
        if (begin.isBefore(end)) {
          sum = sum.plus(Duration.between(begin, end));
        }
      }
    }
    return sum;
  }

  private LocalDate dayOf(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private List<Open> on(LocalDate day) {
    List<Open> all = new ArrayList<>();
    if (!holidays.contains(day)) {
      for (WeekHours.Hours hours : week.of(day.getDayOfWeek())) {
        Instant from = day.atTime(hours.from()).atZone(zone).toInstant();
        LocalDate lastDay = hours.endsWithTheDay() ? day.plusDays(1) : day;
        all.add(new Open(from, lastDay.atTime(hours.to()).atZone(zone).toInstant()));
      }
    }
    return all;
  }
}
