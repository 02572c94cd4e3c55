package dev.barometer.reporting.page;

import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what pages are asked for. What is not known is refused by name, and nothing else shown. */
public final class PageRequests {
  private static final int MOST_YEARS = 20;
  private static final int USUAL_DAYS = 30;

  private final OrganisationCalendar calendar;
  private final ScopeNames scopes;
  private final Clock clock;

  public PageRequests(OrganisationCalendar calendar, ScopeNames scopes, Clock clock) {
    this.calendar = calendar;
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * @param parameter the value of a name; null or blank where it was not given
   * @param wording of the reader; the days of periods are the organisation's all the same
   */
  public PageRequest read(Function<String, @Nullable String> parameter, Wording wording) {
    Instant now = clock.instant();
    Comparison comparison =
        Comparison.of(given(parameter, "compare", "previous"))
            .orElseThrow(() -> unknown("compare", "previous or year"));
    Scope scope = scopes.read(given(parameter, "scope", "all"));
    Wording days = wording.in(calendar.zone());
    String first = given(parameter, "from", "");
    String last = given(parameter, "to", "");
    if (first.isEmpty() && last.isEmpty()) {
      Window window =
          Window.of(given(parameter, "window", Window.MONTH.id()))
              .orElseThrow(() -> unknown("window", "24h, 7d, 30d, 90d or 365d"));
      Period period = window.period(calendar, now);
      Period before = comparison.before(period, calendar);
      return new PageRequest(
          window, null, null, comparison, period, before, scope, wording, days, now);
    }
    LocalDate to = last.isEmpty() ? LocalDate.ofInstant(now, calendar.zone()) : day("to", last);
    LocalDate from = first.isEmpty() ? to.minusDays(USUAL_DAYS - 1) : day("from", first);
    if (to.isBefore(from) || from.plusYears(MOST_YEARS).isBefore(to)) {
      throw new InvalidRequestException(
          "from", "must not be after the last day, nor " + MOST_YEARS + " years before it");
    }
    Period period = new Period(calendar.startOf(from), calendar.startOf(to.plusDays(1)));
    Period before = comparison.before(period, calendar);
    return new PageRequest(null, from, to, comparison, period, before, scope, wording, days, now);
  }

  /** The same where the page shows figures: there must be some of the scope. */
  public PageRequest withFigures(PageRequest request) {
    if (!scopes.isKnown(request.scope())) {
      throw new InvalidRequestException("scope", "is not one that there are figures of");
    }
    return request;
  }

  private static String given(
      Function<String, @Nullable String> parameter, String name, String otherwise) {
    String value = parameter.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private LocalDate day(String parameter, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1970 && day.getYear() <= 2200) {
        return day;
      }
    } catch (DateTimeException noDay) {
      throw unknown(parameter, "a day (2026-11-22)");
    }
    throw unknown(parameter, "a day within the years 1970 to 2200");
  }

  private static InvalidRequestException unknown(String parameter, String known) {
    return new InvalidRequestException(parameter, "must be " + known);
  }

  /** What one may choose on a page of figures. */
  public PageChoices choices(PageRequest request, String path) {
    return new PageChoices(
        request.title(),
        request.query(),
        Arrays.stream(Window.values())
            .map(
                window ->
                    new PageChoices.WindowChoice(
                        window.id(),
                        path + "?" + request.query(window),
                        window == request.window()))
            .toList(),
        request.window() == null ? "" : request.window().id(),
        Objects.requireNonNullElse(request.from(), "").toString(),
        Objects.requireNonNullElse(request.to(), "").toString(),
        scopes.text(request.scope()),
        scopes.holding(""),
        Arrays.stream(Comparison.values()).map(Comparison::id).toList(),
        request.comparison().id(),
        request.now(),
        request.wording().time("date.second", request.now()));
  }
}
