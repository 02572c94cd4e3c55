package dev.barometer.reporting.period;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.score.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationCalendarTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:23:45Z");
  private static final Duration KEPT = Duration.ofDays(100);

  private final OrganisationCalendar utc = new OrganisationCalendar(ZoneOffset.UTC, KEPT);
  private final OrganisationCalendar berlin = in("Europe/Berlin");
  private final OrganisationCalendar delhi = in("Asia/Kolkata");

  @Test
  void aPeriodOfWholeDaysStaysAsItIs() {
    Period year = period("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z");

    assertThat(utc.snap(year, NOW)).isEqualTo(year);
    assertThat(utc.cover(year)).hasSize(731).allMatch(Bucket.Day.class::isInstance);
  }

  @Test
  void aYoungPeriodIsWidenedToHours() {
    assertThat(utc.snap(period("2026-11-20T08:15:00Z", "2026-11-22T10:23:45Z"), NOW))
        .isEqualTo(period("2026-11-20T08:00:00Z", "2026-11-22T11:00:00Z"));
  }

  @Test
  void anOldPeriodIsWidenedToDays() {
    assertThat(utc.snap(period("2016-03-05T08:15:00Z", "2016-03-07T10:00:00Z"), NOW))
        .isEqualTo(period("2016-03-05T00:00:00Z", "2016-03-08T00:00:00Z"));
  }

  @Test
  void eachEndIsWidenedByItself() {
    assertThat(utc.snap(period("2016-03-05T08:15:00Z", "2026-11-22T10:23:45Z"), NOW))
        .isEqualTo(period("2016-03-05T00:00:00Z", "2026-11-22T11:00:00Z"));
  }

  @Test
  void hoursOnlyCoverTheEndsOfAPeriod() {
    assertThat(labels(utc, period("2026-11-20T22:00:00Z", "2026-11-22T02:00:00Z")))
        .containsExactly(
            "h2026-11-20T22", "h2026-11-20T23", "d2026-11-21", "h2026-11-22T00", "h2026-11-22T01");
  }

  @Test
  void hoursAreKeptForLessThanTheLimit_becauseTheOldestDayLosesThemHourByHour() {
    assertThat(utc.hasHours(Instant.parse("2026-08-16T00:00:00Z"), NOW)).isTrue();
    assertThat(utc.hasHours(Instant.parse("2026-08-15T23:00:00Z"), NOW)).isFalse();
  }

  @Test
  void daysBeginInTheZone() {
    Period may = period("2026-04-30T22:00:00Z", "2026-05-31T22:00:00Z");

    assertThat(berlin.snap(may, NOW)).isEqualTo(may);
    assertThat(labels(berlin, may)).hasSize(31).startsWith("d2026-05-01").endsWith("d2026-05-31");
  }

  @Test
  void theDayThatLosesAnHourIsOneDay_andTheOneThatGainsOneToo() {
    assertThat(labels(berlin, period("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")))
        .containsExactly("d2026-03-29");
    assertThat(labels(berlin, period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")))
        .containsExactly("d2026-10-25");
  }

  @Test
  void theHoursOfALongDayAreAllCovered() {
    Period withoutTheLastHour = period("2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z");

    assertThat(labels(berlin, withoutTheLastHour)).hasSize(24).startsWith("h2026-10-24T22");
  }

  @Test
  void aDayWithoutMidnightBeginsLater() {
    OrganisationCalendar santiago = in("America/Santiago");

    assertThat(labels(santiago, period("2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z")))
        .containsExactly("d2026-09-06");
  }

  @Test
  void whereTheOffsetIsNoWholeHourPeriodsAreWidenedToDays() {
    assertThat(delhi.snap(period("2026-11-20T08:15:00Z", "2026-11-22T10:23:45Z"), NOW))
        .isEqualTo(period("2026-11-19T18:30:00Z", "2026-11-22T18:30:00Z"));
  }

  @Test
  void thePreviousPeriodHasAsManyDays_alsoAcrossAChangeOfTheClocks() {
    assertThat(berlin.previous(period("2026-03-31T22:00:00Z", "2026-04-07T22:00:00Z")))
        .isEqualTo(period("2026-03-24T23:00:00Z", "2026-03-31T22:00:00Z"));
    assertThat(utc.previous(period("2026-11-20T08:00:00Z", "2026-11-20T18:00:00Z")))
        .isEqualTo(period("2026-11-19T22:00:00Z", "2026-11-20T08:00:00Z"));
  }

  @Test
  void theLastDaysEndWithTheRunningHour() {
    assertThat(utc.lastDays(30, NOW))
        .isEqualTo(period("2026-10-23T11:00:00Z", "2026-11-22T11:00:00Z"));
  }

  private static OrganisationCalendar in(String zone) {
    return new OrganisationCalendar(ZoneId.of(zone), KEPT);
  }

  private static Period period(String from, String to) {
    return new Period(Instant.parse(from), Instant.parse(to));
  }

  private static List<String> labels(OrganisationCalendar calendar, Period period) {
    return calendar.cover(period).stream().map(Bucket::label).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-04-01, 2026-02-01",
    "2024-03-01, 2024-04-01, 2024-02-01",
    "2026-04-01, 2026-07-01, 2026-01-01",
    "2026-01-01, 2027-01-01, 2025-01-01",
    "2026-03-02, 2026-04-01, 2026-01-31",
    "2024-02-29, 2024-03-01, 2024-02-28"
  })
  void beforeMonthsThereAreAsManyMonths_beforeAllElseAsManyDays(
      LocalDate from, LocalDate to, LocalDate before) {
    Period period = new Period(berlin.startOf(from), berlin.startOf(to));

    assertThat(berlin.before(period)).isEqualTo(new Period(berlin.startOf(before), period.from()));
  }
}
