package dev.barometer.metrics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Effect.Warning;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-02, 2026-03-09, 2026-04-01, 2026-04-29, true", // weeks, whatever their first day
    "2026-03-02, 2026-03-12, 2026-03-16, 2026-03-26, true", // ten days from a Monday, twice
    "2026-03-02, 2026-03-12, 2026-03-17, 2026-03-27, false", // from a Monday and from a Tuesday
    "2026-03-02, 2026-03-09, 2026-03-09, 2026-03-19, false", // a week and ten days
    "2026-03-02, 2026-03-07, 2026-03-09, 2026-03-16, false", // without and with a weekend
    "2026-02-01, 2026-03-01, 2026-03-01, 2026-04-01, true", // months
    "2026-03-02, 2026-03-03, 2026-03-03, 2026-03-04, false", // single days
  })
  void weekdaysAreTheSame(
      LocalDate from, LocalDate to, LocalDate fromAfter, LocalDate toAfter, boolean same) {
    assertThat(Seasons.haveSameWeekdays(window(from, to), window(fromAfter, toAfter)))
        .isEqualTo(same);
    assertThat(Seasons.haveSameWeekdays(window(fromAfter, toAfter), window(from, to)))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01, 2025-06-01, 2026-03-01, 2026-06-01, true",
    "2025-03-01, 2025-06-01, 2026-04-01, 2026-07-01, true",
    "2025-03-01, 2025-06-01, 2026-05-01, 2026-08-01, false",
    "2026-01-01, 2026-04-01, 2026-04-01, 2026-07-01, false",
    "2025-01-01, 2026-01-01, 2026-03-01, 2027-03-01, true", // whole years
    "2024-01-01, 2026-01-01, 2026-03-01, 2027-03-01, true",
    "2025-01-01, 2026-01-01, 2026-03-01, 2026-04-01, false", // a year and a month of the next
    "2024-02-29, 2024-03-01, 2025-02-28, 2025-03-01, false",
    "2024-12-16, 2025-01-13, 2025-12-15, 2026-01-12, true", // over the end of the year
  })
  void theYearIsTheSame(
      LocalDate from, LocalDate to, LocalDate fromAfter, LocalDate toAfter, boolean same) {
    assertThat(Seasons.haveSamePartOfYear(window(from, to), window(fromAfter, toAfter)))
        .isEqualTo(same);
    assertThat(Seasons.haveSamePartOfYear(window(fromAfter, toAfter), window(from, to)))
        .isEqualTo(same);
  }

  @Test
  void aComparisonScopeHasTheSameYearButNotOtherWeekdays() {
    BeforeAfter quarters = windows("2026-01-05", "2026-03-30", "2026-06-22");
    BeforeAfter weekAndTenDays = windows("2026-03-02", "2026-03-09", "2026-03-19");

    assertThat(warnings(quarters, null)).contains(Warning.SEASONALITY);
    assertThat(warnings(quarters, quarters)).doesNotContain(Warning.SEASONALITY);
    assertThat(warnings(weekAndTenDays, weekAndTenDays)).contains(Warning.SEASONALITY);
  }

  private static List<Warning> warnings(BeforeAfter scope, BeforeAfter comparison) {
    return Effects.of(new EffectInput(Metrics.SLA, scope, comparison, List.of(), true, 5))
        .warnings();
  }

  private static BeforeAfter windows(String from, String start, String to) {
    return new BeforeAfter(
        window(LocalDate.parse(from), LocalDate.parse(start)),
        window(LocalDate.parse(start), LocalDate.parse(to)));
  }

  private static Window window(LocalDate from, LocalDate to) {
    return new Window(from, to, new Tallies());
  }
}
