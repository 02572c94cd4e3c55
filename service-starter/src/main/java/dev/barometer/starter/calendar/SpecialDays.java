package dev.barometer.starter.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dates that are not like their weekday. What is said of a date goes before what a country's
 * rule says of it.
 */
public final class SpecialDays {
  private final Map<LocalDate, SpecialDay> said;
  private final Set<Integer> years;
  private final @Nullable IntFunction<Set<LocalDate>> rule;

  /**
   * @param rule the holidays of any year; none where only what is said counts
   */
  SpecialDays(Map<LocalDate, SpecialDay> said, @Nullable IntFunction<Set<LocalDate>> rule) {
    this.said = Map.copyOf(said);
    this.years = said.keySet().stream().map(LocalDate::getYear).collect(Collectors.toSet());
    this.rule = rule;
  }

  /** Dates on which nobody works. */
  public static SpecialDays closed(Collection<LocalDate> dates) {
    return of(dates.stream().distinct().collect(Collectors.toMap(date -> date, date -> "closed")));
  }

  /**
   * Dates and what they are.
   *
   * @param kinds {@code closed}, {@code working}, {@code working Fri}, {@code half-day 09:00-12:00}
   */
  public static SpecialDays of(Map<LocalDate, String> kinds) {
    Map<LocalDate, SpecialDay> said = new TreeMap<>();
    kinds.forEach((date, kind) -> said.put(date, SpecialDay.parse(kind)));
    return new SpecialDays(said, null);
  }

  @Nullable SpecialDay on(LocalDate date) {
    SpecialDay one = said.get(date);
    if (one != null) {
      return one;
    }
    return rule != null && rule.apply(date.getYear()).contains(date) ? SpecialDay.CLOSED : null;
  }

  boolean knows(int year) {
    return rule != null || said.isEmpty() || years.contains(year);
  }

  void requireHours(WeekHours week) {
    said.forEach(
        (date, day) -> {
          if (day.kind() != SpecialDay.Kind.CLOSED && day.hours(date, week).isEmpty()) {
            throw new IllegalArgumentException(
                date + " is to have the hours of " + day.like() + ", on which nobody works");
          }
        });
  }
}
