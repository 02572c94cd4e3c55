package dev.barometer.complaint.clock;

import dev.barometer.starter.calendar.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a case. It counts business time from its start; it stands while the customer is
 * waited for and when what it is for is done, and what it has counted never gets less.
 *
 * @param target how much business time there is
 * @param used what passed until it stood last, or before it runs now
 * @param since from when on it runs; null while it stands
 * @param warnAt when somebody is warned; null while it stands, and once that is done
 * @param due when it is breached; null while it stands, and once it is
 * @param warned whether somebody was warned
 * @param breachedAt when the time was over
 * @param doneAt when what it is for was done
 */
public record CaseClock(
    ClockName name,
    Duration target,
    Duration used,
    @Nullable Instant since,
    @Nullable Instant warnAt,
    @Nullable Instant due,
    boolean warned,
    @Nullable Instant breachedAt,
    @Nullable Instant doneAt) {

  /** How a clock is. */
  public enum State {
    RUNNING,
    PAUSED,
    MET,
    BREACHED;

    /** The name as it travels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CaseClock started(
      ClockName name, ClockTarget target, Instant at, BusinessCalendar calendar) {
    return new CaseClock(name, target.span(), Duration.ZERO, null, null, null, false, null, null)
        .running(at, target, calendar);
  }

  public State state() {
    if (breachedAt != null) {
      return State.BREACHED;
    }
    if (doneAt != null) {
      return State.MET;
    }
    return since == null ? State.PAUSED : State.RUNNING;
  }

  public boolean isDone() {
    return doneAt != null;
  }

  public boolean isRunning() {
    return since != null;
  }

  /** When its time is or was over; null while it stands. */
  public @Nullable Instant owedAt() {
    if (since == null) {
      return null;
    }
    return breachedAt == null ? due : breachedAt;
  }

  /** The business time that has passed on it. */
  public Duration passed(Instant now, BusinessCalendar calendar) {
    return since == null || now.isBefore(since)
        ? used
        : used.plus(calendar.between(since, now).truncatedTo(ChronoUnit.MILLIS));
  }

  /** The next moment at which something happens by itself; null where nothing does. */
  @Nullable Instant next() {
    return warnAt == null ? due : warnAt;
  }

  CaseClock warnedNow() {
    return new CaseClock(name, target, used, since, null, due, true, breachedAt, doneAt);
  }

  CaseClock breached(Instant at) {
    return new CaseClock(name, target, used, since, null, null, warned, at, doneAt);
  }

  CaseClock standing(Instant at, BusinessCalendar calendar) {
    return new CaseClock(
        name, target, passed(at, calendar), null, null, null, warned, breachedAt, doneAt);
  }

  CaseClock done(Instant at, BusinessCalendar calendar) {
    return new CaseClock(
        name, target, passed(at, calendar), null, null, null, warned, breachedAt, at);
  }

  /** Runs from then on, with what is left of the target; for what is owed again, too. */
  CaseClock running(Instant at, ClockTarget towards, BusinessCalendar calendar) {
    Duration counted = passed(at, calendar);
    if (breachedAt != null) {
      return new CaseClock(name, towards.span(), counted, at, null, null, warned, breachedAt, null);
    }
    Instant warning = warned ? null : after(at, towards.warning(), counted, calendar);
    Instant end = after(at, towards.span(), counted, calendar);
    return new CaseClock(name, towards.span(), counted, at, warning, end, warned, null, null);
  }

  /** With as much counted as that, where less was. */
  CaseClock countingFrom(
      Duration least, Instant at, ClockTarget towards, BusinessCalendar calendar) {
    if (passed(at, calendar).compareTo(least) >= 0) {
      return this;
    }
    CaseClock more =
        new CaseClock(name, target, least, null, null, null, warned, breachedAt, doneAt);
    return isRunning() ? more.running(at, towards, calendar) : more;
  }

  private static Instant after(
      Instant at, Duration span, Duration counted, BusinessCalendar calendar) {
    Duration left = span.minus(counted);
    return left.isNegative() || left.isZero() ? at : calendar.plus(at, left);
  }
}
