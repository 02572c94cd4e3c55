package dev.barometer.reporting.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void monthsAreCutWhereTheyBeginInTheZone() {
    assertThat(starts(Step.MONTH, "2026-01-14T23:00:00Z", "2026-04-30T22:00:00Z"))
        .containsExactly(
            "2026-01-14T23:00:00Z",
            "2026-01-31T23:00:00Z",
            "2026-02-28T23:00:00Z",
            "2026-03-31T22:00:00Z");
  }

  @Test
  void weeksBeginOnMonday() {
    assertThat(starts(Step.WEEK, "2026-11-17T23:00:00Z", "2026-12-01T23:00:00Z"))
        .containsExactly("2026-11-17T23:00:00Z", "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z");
  }

  @Test
  void daysHaveTheirOwnLength() {
    List<Period> days =
        Step.DAY.split(
            new Period(
                Instant.parse("2026-10-23T22:00:00Z"), Instant.parse("2026-10-26T23:00:00Z")),
            BERLIN);

    assertThat(days).extracting(day -> day.length().toHours()).containsExactly(24L, 25L, 24L);
  }

  @Test
  void hoursGoByUtc() {
    assertThat(starts(Step.HOUR, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
  }

  @Test
  void theLastPartEndsWithThePeriod() {
    List<Period> weeks =
        Step.WEEK.split(
            new Period(
                Instant.parse("2026-11-17T23:00:00Z"), Instant.parse("2026-11-25T10:00:00Z")),
            BERLIN);

    assertThat(weeks.get(weeks.size() - 1).to()).isEqualTo("2026-11-25T10:00:00Z");
  }

  private static List<String> starts(Step step, String from, String to) {
    return step.split(new Period(Instant.parse(from), Instant.parse(to)), BERLIN).stream()
        .map(part -> part.from().toString())
        .toList();
  }
}
