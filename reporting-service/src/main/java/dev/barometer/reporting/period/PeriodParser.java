package dev.barometer.reporting.period;

import dev.barometer.starter.web.DateParameter;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads periods from parameters: dates are the start of that day where the organisation is. */
public final class PeriodParser {
  private static final int DEFAULT_DAYS = 30;
  private static final int LONGEST_YEARS = 20;

  private final OrganisationCalendar calendar;

  public PeriodParser(OrganisationCalendar calendar) {
    this.calendar = calendar;
  }

  /** Without an end up to the running hour, without a beginning 30 days. */
  public Period read(@Nullable String from, @Nullable String to, Instant now) {
    Instant end = to == null ? calendar.lastDays(DEFAULT_DAYS, now).to() : readInstant("to", to);
    Instant begin =
        from == null ? calendar.endingAt(end, DEFAULT_DAYS).from() : readInstant("from", from);
    return checked("from", begin, end);
  }

  /** What to compare with: {@code previous}, or {@code from/to}. */
  public Period readComparison(String compareTo, Period period) {
    if (compareTo.equals("previous")) {
      return calendar.previous(period);
    }
    String[] ends = compareTo.split("/", -1);
    if (ends.length != 2) {
      throw new InvalidRequestException("compareTo", "must be \"previous\" or from/to");
    }
    return checked(
        "compareTo", readInstant("compareTo", ends[0]), readInstant("compareTo", ends[1]));
  }

  private static Period checked(String parameter, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new InvalidRequestException(parameter, "must be before the end, " + to);
    }
    if (from.atOffset(ZoneOffset.UTC).plusYears(LONGEST_YEARS).toInstant().isBefore(to)) {
      throw new InvalidRequestException(
          parameter, "must be at most " + LONGEST_YEARS + " years before the end, " + to);
    }
    return new Period(from, to);
  }

  /** The start of a date, or an instant. */
  public Instant readInstant(String parameter, String text) {
    return DateParameter.read(parameter, text, calendar.zone());
  }
}
