package dev.barometer.starter.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessSpanTest {
  private static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZoneId.of("UTC"), WeekHours.parse("Mon-Fri 09:00-17:00"), List.of());

  @ParameterizedTest
  @CsvSource({
    "P1D, PT8H",
    "P5D, PT40H",
    "P20D, PT160H",
    "PT4H, PT4H",
    "PT90M, PT1H30M",
    "P2DT3H, PT19H",
    "PT30S, PT30S",
    "P0DT1H, PT1H"
  })
  void aDayIsABusinessDay(String text, Duration length) {
    assertThat(CALENDAR.span(text)).isEqualTo(length);
    assertThat(CALENDAR.span(BusinessSpan.parse(text).toString())).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1DT",
        "P0D",
        "PT0S",
        "P-1D",
        "-P1D",
        "PT-4H",
        "P1W",
        "P1M",
        "P1Y",
        "1D",
        "PT1.5H",
        "p1d",
        "P99999999999D"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> BusinessSpan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P2DT3H");
  }
}
