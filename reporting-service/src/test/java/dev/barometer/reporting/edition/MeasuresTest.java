package dev.barometer.reporting.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.period.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Period OCTOBER = new Period(FROM, Instant.parse("2026-11-01T00:00:00Z"));

  /** A point a day. */
  private static MeasuredSeries daily(String measure, double... values) {
    return new MeasuredSeries(
        "Mail",
        measure,
        "percent",
        IntStream.range(0, values.length)
            .mapToObj(day -> new MeasuredSeries.Point(FROM.plus(Duration.ofDays(day)), values[day]))
            .toList());
  }

  private static Content.Measure told(MeasuredSeries one) {
    return Measures.of(List.of(one), List.of(), Outline.Measured.SYSTEMS, OCTOBER, ZoneOffset.UTC)
        .get(0);
  }

  @Test
  void drawsNoLimitWhereNoValueCanBe() {
    Content.TrendPoint available =
        told(daily("availability", 100, 90, 100, 90)).trend().points().get(0);
    Content.TrendPoint other = told(daily("growth", 100, 90, 100, 90)).trend().points().get(0);

    assertThat(available.high()).isEqualTo(100);
    assertThat(available.low()).isCloseTo(68.4, within(1e-9));
    assertThat(other.high()).isCloseTo(121.6, within(1e-9));
  }

  @Test
  void drawsNoTrendOfOnePoint_andComparesWithNothing() {
    Content.Measure one = told(daily("availability", 99));

    assertThat(one.trend()).isNull();
    assertThat(one.before()).isNull();
    assertThat(one.mean()).isEqualTo(99);
  }
}
