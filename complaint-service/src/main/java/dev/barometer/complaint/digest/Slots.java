package dev.barometer.complaint.digest;

import dev.barometer.starter.calendar.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of time in which notices are gathered. Which one a notice belongs to follows from when
 * it came about, whenever it is looked at.
 */
public interface Slots {
  /** How far back it is asked whether something was told. */
  Duration LONGEST = Duration.ofDays(31);

  /** When the span ends that this moment is in: after it, and never at it. */
  Instant endAfter(Instant at);

  /** By which bundles of these spans are told apart from others. */
  char mark();

  /** The ends of the spans from one moment to another, both within them. */
  default List<Instant> ends(Instant from, Instant to) {
    Instant start = from.isBefore(to.minus(LONGEST)) ? to.minus(LONGEST) : from;
    List<Instant> ends = new ArrayList<>();
    Instant end = endAfter(start);
    ends.add(end);
    while (!end.isAfter(to)) {
      end = endAfter(end);
      ends.add(end);
    }
    return ends;
  }

  static Slots hours() {
    return new Slots() {
      @Override
      public Instant endAfter(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
      }

      @Override
      public char mark() {
        return 'h';
      }
    };
  }

  /**
   * A span from one working day to the next.
   *
   * @param time when it ends; on days on which nobody works at that time it does not
   */
  static Slots days(BusinessCalendar calendar, ZoneId zone, LocalTime time) {
    return new Slots() {
      @Override
      public Instant endAfter(Instant at) {
        LocalDate day = at.atZone(zone).toLocalDate();
        LocalDate last = day.plus(LONGEST.plusDays(1).toDays(), ChronoUnit.DAYS);
        for (; day.isBefore(last); day = day.plusDays(1)) {
          Instant end = day.atTime(time).atZone(zone).toInstant();
          if (end.isAfter(at) && calendar.isOpen(end)) {
            return end;
          }
        }
        // Nobody ever works at that time: it is told when work begins.
        return calendar.nextOpen(at.plus(Duration.ofDays(1)));
      }

      @Override
      public char mark() {
        return 'd';
      }
    };
  }
}
