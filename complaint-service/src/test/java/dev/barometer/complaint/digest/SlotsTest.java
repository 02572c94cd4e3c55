package dev.barometer.complaint.digest;

import static dev.barometer.complaint.CaseFixtures.NINE_TO_FIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {
  private static Slots at(String time) {
    return Slots.days(NINE_TO_FIVE, ZoneOffset.UTC, LocalTime.parse(time));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-16T08:59:59Z, 2026-11-16T10:00:00Z",
    "2026-11-16T10:00:00Z, 2026-11-17T10:00:00Z",
    "2026-11-20T18:00:00Z, 2026-11-23T10:00:00Z",
    "2026-11-21T09:00:00Z, 2026-11-23T10:00:00Z"
  })
  void endEachWorkingDay(Instant at, Instant end) {
    assertThat(at("10:00").endAfter(at)).isEqualTo(end);
  }

  @Test
  void endWhenWorkBegins_whenNobodyWorksAtThatTime() {
    assertThat(at("03:00").endAfter(Instant.parse("2026-11-20T18:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
  }

  @Test
  void areListedFromOneMomentToAnother() {
    assertThat(
            Slots.hours()
                .ends(Instant.parse("2026-11-16T09:59:00Z"), Instant.parse("2026-11-16T11:00:00Z")))
        .containsExactly(
            Instant.parse("2026-11-16T10:00:00Z"),
            Instant.parse("2026-11-16T11:00:00Z"),
            Instant.parse("2026-11-16T12:00:00Z"));
  }
}
