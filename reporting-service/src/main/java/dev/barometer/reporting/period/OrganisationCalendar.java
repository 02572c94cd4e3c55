package dev.barometer.reporting.period;

import dev.barometer.contract.score.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Days begin where the organisation is; hours go by UTC and are kept for a while only. A period can
 * be answered exactly where it begins and ends on a day, or on an hour of a day whose hours are
 * still kept; any other is widened to the nearest period that can.
 */
public final class OrganisationCalendar {
  private final ZoneId zone;
  private final Duration hoursKept;

  /** Takes how long scoring-service keeps the hours. */
  public OrganisationCalendar(ZoneId zone, Duration hoursKept) {
    this.zone = zone;
    this.hoursKept = hoursKept;
  }

  public ZoneId zone() {
    return zone;
  }

  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The days that end with the running hour. */
  public Period lastDays(int days, Instant now) {
    return endingAt(now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS), days);
  }

  /** The given number of days before {@code to}. */
  Period endingAt(Instant to, int days) {
    return new Period(to.atZone(zone).minusDays(days).toInstant(), to);
  }

  /**
   * The period before, as people name it: before whole months there are as many of them, however
   * many days they have; before all else the same number of days.
   */
  public Period before(Period period) {
    if (!isMonthStart(period.from()) || !isMonthStart(period.to())) {
      return previous(period);
    }
    LocalDate from = dayOf(period.from());
    long months = ChronoUnit.MONTHS.between(from, dayOf(period.to()));
    return new Period(startOf(from.minusMonths(months)), period.from());
  }

  private boolean isMonthStart(Instant at) {
    return isDayStart(at) && dayOf(at).getDayOfMonth() == 1;
  }

  /** As many days before, or the same length of time where the period is not made of days. */
  public Period previous(Period period) {
    if (isDayStart(period.from()) && isDayStart(period.to())) {
      LocalDate from = dayOf(period.from());
      long days = ChronoUnit.DAYS.between(from, dayOf(period.to()));
      return new Period(startOf(from.minusDays(days)), period.from());
    }
    return new Period(period.from().minus(period.length()), period.from());
  }

  /** The smallest period around the given one that buckets cover exactly. */
  public Period snap(Period period, Instant now) {
    return new Period(snapDown(period.from(), now), snapUp(period.to(), now));
  }

  private Instant snapDown(Instant time, Instant now) {
    return hasHours(time, now) ? time.truncatedTo(ChronoUnit.HOURS) : startOf(dayOf(time));
  }

  private Instant snapUp(Instant time, Instant now) {
    Instant down = snapDown(time, now);
    if (down.equals(time)) {
      return time;
    }
    return hasHours(time, now) ? down.plus(1, ChronoUnit.HOURS) : startOf(dayOf(time).plusDays(1));
  }

  /**
   * Whether the day of this time can be cut into hours: they are still kept, and the day begins
   * with an hour (which it does not where the zone's offset is no whole hour).
   */
  public boolean hasHours(Instant time, Instant now) {
    Instant day = startOf(dayOf(time));
    Instant oldest = now.minus(hoursKept).plus(1, ChronoUnit.DAYS);
    return !day.isBefore(oldest) && day.equals(day.truncatedTo(ChronoUnit.HOURS));
  }

  /** The buckets of a snapped period: its days, and hours where it begins or ends within a day. */
  public List<Bucket> cover(Period snapped) {
    List<Bucket> buckets = new ArrayList<>();
    Instant at = snapped.from();
    LocalDate day = dayOf(at);
    Instant begins = startOf(day);
    while (at.isBefore(snapped.to())) {
      Instant ends = startOf(day.plusDays(1));
      if (at.equals(begins) && !ends.isAfter(snapped.to())) {
        buckets.add(new Bucket.Day(day));
        at = ends;
      } else {
        buckets.add(new Bucket.Hour(at));
        at = at.plus(1, ChronoUnit.HOURS);
      }
      if (!at.isBefore(ends)) {
        day = at.equals(ends) ? day.plusDays(1) : dayOf(at);
        begins = at.equals(ends) ? ends : startOf(day);
      }
    }
    return List.copyOf(buckets);
  }

  private LocalDate dayOf(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  private boolean isDayStart(Instant time) {
    return startOf(dayOf(time)).equals(time);
  }
}
