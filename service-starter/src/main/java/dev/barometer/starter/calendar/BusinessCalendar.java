package dev.barometer.starter.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When an organisation works. Business time is what passes in its hours, by the clock: an hour that
 * a change of the clocks takes or gives is not there, or there twice. No holiday is guessed: a year
 * of which none are said has plain weeks, and {@link #knows} says so.
 */
public final class BusinessCalendar {
  /** As long may nobody work; after that it is taken that nobody ever will. */
  private static final int LONGEST_PAUSE_YEARS = 10;

  private static final int LONGEST_REACH_YEARS = 1_000;
  private static final int MOST_YEARS_KEPT = 200;

  private final ZoneId zone;
  private final WeekHours week;
  private final SpecialDays days;
  private final Map<Integer, OpenYear> years = new ConcurrentHashMap<>();

  public BusinessCalendar(ZoneId zone, WeekHours week, Collection<LocalDate> holidays) {
    this(zone, week, SpecialDays.closed(holidays));
  }

  /**
   * @throws IllegalArgumentException where a day has the hours of a weekday on which nobody works
   */
  public BusinessCalendar(ZoneId zone, WeekHours week, SpecialDays days) {
    this.zone = zone;
    this.week = week;
    this.days = days;
    days.requireHours(week);
  }

  public ZoneId zone() {
    return zone;
  }

  /**
   * Whether the holidays of a year are known: by a rule for all years, or because a day of that
   * year was named. Where none ever were, weeks are plain because somebody wanted them so.
   */
  public boolean knows(int year) {
    return days.knows(year);
  }

  /** Whether somebody works at that moment; at the end of the hours nobody does. */
  public boolean isOpen(Instant at) {
    return at.equals(year(yearOf(at)).nextOpen(at));
  }

  /**
   * That moment where somebody works, else when work begins after it.
   *
   * @throws IllegalStateException where nobody works for ten years
   */
  public Instant nextOpen(Instant at) {
    int first = yearOf(at);
    for (int year = first; year <= first + LONGEST_PAUSE_YEARS; year++) {
      Instant next = year(year).nextOpen(year == first ? at : beginOf(year));
      if (next != null) {
        return next;
      }
    }
    throw nobodyWorks(at);
  }

  /**
   * When so much business time has passed, at the earliest; the moment itself where it is none.
   *
   * @param span not negative
   * @throws IllegalStateException where nobody works for ten years
   */
  public Instant plus(Instant from, Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("Business time is not added backwards: " + span);
    }
    if (span.isZero()) {
      return from;
    }
    int first = yearOf(from);
    Duration rest = year(first).before(from).plus(span);
    int pause = 0;
    for (int year = first; year <= first + LONGEST_REACH_YEARS; year++) {
      OpenYear open = year(year);
      Duration whole = open.whole();
      if (rest.compareTo(whole) <= 0) {
        return open.when(rest);
      }
      rest = rest.minus(whole);
      pause = whole.isZero() ? pause + 1 : 0;
      if (pause > LONGEST_PAUSE_YEARS) {
        throw nobodyWorks(from);
      }
    }
    throw tooFar(from + " and " + span);
  }

  /** How much business time passes from one moment to another; none to one before it. */
  public Duration between(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return Duration.ZERO;
    }
    int first = yearOf(from);
    int last = yearOf(to);
    if (last - first > LONGEST_REACH_YEARS) {
      throw tooFar(from + " to " + to);
    }
    Duration sum = year(last).before(to).minus(year(first).before(from));
    for (int year = first; year < last; year++) {
      sum = sum.plus(year(year).whole());
    }
    return sum;
  }

  /**
   * What a business day is: the mean of the days of the week on which somebody works. So as many of
   * them as are worked make a week, whether its days are equally long or not.
   */
  public Duration businessDay() {
    return businessDays(1);
  }

  Duration businessDays(int count) {
    return week.whole().multipliedBy(count).dividedBy(week.worked());
  }

  /**
   * A span of this calendar, in which a day is a {@link #businessDay}.
   *
   * @param text as {@link BusinessSpan#parse} takes it
   */
  public Duration span(String text) {
    return BusinessSpan.parse(text).in(this);
  }

  private static int yearOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getYear();
  }

  private static Instant beginOf(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private OpenYear year(int year) {
    @Nullable OpenYear known = years.get(year);
    if (known != null) {
      return known;
    }
    OpenYear made = OpenYear.of(year, zone, this::hours);
    if (years.size() >= MOST_YEARS_KEPT) {
      years.clear();
    }
    years.put(year, made);
    return made;
  }

  private List<WeekHours.Hours> hours(LocalDate date) {
    SpecialDay special = days.on(date);
    return special == null ? week.of(date.getDayOfWeek()) : special.hours(date, week);
  }

  private static IllegalStateException nobodyWorks(Instant after) {
    return new IllegalStateException(
        "Nobody works in this calendar for "
            + LONGEST_PAUSE_YEARS
            + " years, looked for from "
            + after
            + " on");
  }

  private static IllegalArgumentException tooFar(String what) {
    return new IllegalArgumentException(
        "Business time is reckoned over at most " + LONGEST_REACH_YEARS + " years, not " + what);
  }
}
