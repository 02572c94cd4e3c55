package dev.barometer.starter.calendar;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the organisation works, and those of its teams that work at other times.
 *
 * @param calendars by name; what one leaves out is the organisation's
 */
@ConfigurationProperties("barometer")
record CalendarProperties(
    @DefaultValue Organisation organisation, @DefaultValue Map<String, OfTeams> calendars) {

  /**
   * The organisation's; its zone stands with what else is the organisation's.
   *
   * @param businessHours when it works, such as {@code Mon-Thu 09:00-17:30, Fri 09:00-12:00}
   * @param holidaysOf the country whose holidays it has, with its region where that has others:
   *     {@code DE}, {@code DE-BY}
   * @param holidays the dates on which it does not work, such as {@code 2026-12-25}; none are
   *     guessed
   * @param workingDays the dates on which it does though the week or a holiday says otherwise:
   *     {@code 2026-02-14}, {@code 2026-02-14 Fri} with Friday's hours, {@code 2026-12-24
   *     09:00-12:00}
   * @param holidaysFile of either kind: an .ics or .csv file
   */
  record Organisation(
      @DefaultValue("Mon-Fri 09:00-17:00") String businessHours,
      @Nullable String holidaysOf,
      @Nullable List<LocalDate> holidays,
      @Nullable List<String> workingDays,
      @Nullable Path holidaysFile) {}

  /**
   * Those of some teams. Where one of the settings of days is there, none of the organisation's
   * days count: a country's holidays are not another's.
   *
   * @param hours as the organisation's
   * @param teams their names; one may end with an asterisk
   */
  record OfTeams(
      @Nullable ZoneId zone,
      @Nullable String hours,
      @Nullable String holidaysOf,
      @Nullable List<LocalDate> holidays,
      @Nullable List<String> workingDays,
      @Nullable Path holidaysFile,
      @DefaultValue List<String> teams) {}
}
