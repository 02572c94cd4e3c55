package dev.barometer.reporting.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.barometer.starter.web.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodParserTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:23:45Z");

  private final PeriodParser reader =
      new PeriodParser(new OrganisationCalendar(ZoneId.of("Asia/Seoul"), Duration.ofDays(100)));

  @Test
  void datesAreStartsOfDaysInTheZone() {
    assertThat(reader.read("2026-11-01", "2026-11-22", NOW))
        .isEqualTo(period("2026-10-31T15:00:00Z", "2026-11-21T15:00:00Z"));
  }

  @Test
  void timesKeepTheirOffset() {
    assertThat(reader.read("2026-11-01T00:00:00Z", "2026-11-22T09:30:00+09:00", NOW))
        .isEqualTo(period("2026-11-01T00:00:00Z", "2026-11-22T00:30:00Z"));
  }

  @Test
  void withoutAnythingItIsThirtyDaysUpToTheRunningHour() {
    assertThat(reader.read(null, null, NOW))
        .isEqualTo(period("2026-10-23T11:00:00Z", "2026-11-22T11:00:00Z"));
  }

  @Test
  void withoutABeginningItIsThirtyDays() {
    assertThat(reader.read(null, "2026-11-01", NOW))
        .isEqualTo(period("2026-10-01T15:00:00Z", "2026-10-31T15:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-22, from",
    "2026-11-23, 2026-11-22, from",
    "2000-01-01, 2026-11-22, from",
    "yesterday, 2026-11-22, from",
    "2026-11-22T10:00:00, 2026-11-23, from",
    "1969-01-01, 1980-01-01, from",
    "2026-11-22, 2026-13-01, to",
    "2026-11-22, 9999-01-01, to",
    ", 2026-02-30, to",
  })
  void whatCannotBeMeantIsRefusedByName(@Nullable String from, String to, String parameter) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> reader.read(from, to, NOW))
        .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo(parameter));
  }

  @Test
  void aComparisonIsThePreviousPeriodOrAGivenOne() {
    Period week = reader.read("2026-11-08", "2026-11-15", NOW);

    assertThat(reader.readComparison("previous", week))
        .isEqualTo(reader.read("2026-11-01", "2026-11-08", NOW));
    assertThat(reader.readComparison("2025-11-08/2025-11-15", week))
        .isEqualTo(reader.read("2025-11-08", "2025-11-15", NOW));
    for (String text : new String[] {"last", "2025-11-08", "2025-11-15/2025-11-08", "a/b/c"}) {
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> reader.readComparison(text, week))
          .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo("compareTo"));
    }
  }

  private static Period period(String from, String to) {
    return new Period(Instant.parse(from), Instant.parse(to));
  }
}
