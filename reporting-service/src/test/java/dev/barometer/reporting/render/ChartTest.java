package dev.barometer.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.reporting.edition.Content.Trend;
import dev.barometer.reporting.edition.Content.TrendPoint;
import dev.barometer.reporting.target.Yardstick;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");

  private static Chart chart(Chart.Kind kind, @Nullable Double... values) {
    return chart(null, kind, values);
  }

  private static Chart chart(@Nullable Yardstick by, Chart.Kind kind, @Nullable Double... values) {
    List<TrendPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Instant at = FROM.plus(Duration.ofDays(i));
      points.add(
          new TrendPoint(
              at,
              at.plus(Duration.ofDays(1)),
              values[i],
              5,
              values[i] == null ? null : -5.0,
              values[i] == null ? null : values[i] + 1,
              i == 1 ? List.of("outside") : List.of()));
    }
    return Chart.of(
        new Trend("art", "day", 2.0, points, by),
        new Chart.Words(
            "name",
            "summary",
            Paper.Sheet.of(null, List.of(), List.of()),
            kind,
            value -> String.valueOf(value),
            point -> point.from().toString().substring(8, 10),
            "Target: at most 2 h"));
  }

  private static List<String> values(Chart chart) {
    return chart.values().stream().map(Chart.Label::text).toList();
  }

  @Test
  void hasMarksThatPeopleCountIn() {
    assertThat(values(chart(Chart.Kind.COUNT, 1.0, 2.0, 2.0)))
        .containsExactly("0.0", "1.0", "2.0", "3.0");
    assertThat(values(chart(Chart.Kind.DURATION, 3_000.0, 9_000.0)))
        .containsExactly("0.0", "3600.0", "7200.0", "10800.0");
    assertThat(values(chart(Chart.Kind.OTHER, 91.0, 93.0)))
        .containsExactly("-50.0", "0.0", "50.0", "100.0");
  }

  @Test
  void drawsWhatIsToBeReached_asALineWithItsWords() {
    Yardstick by =
        new Yardstick(
            "art", "all", 1, LocalDate.of(2026, 1, 1), null, 20_000.0, null, null, "Contract");

    Chart chart = chart(by, Chart.Kind.DURATION, 3_000.0, 9_000.0);

    double height = Objects.requireNonNull(chart.goalText()).y();
    assertThat(chart.goal()).startsWith("M88.0 ").endsWith("H628");
    assertThat(chart.goalText().text()).isEqualTo("Target: at most 2 h");
    assertThat(height).isBetween(0.0, (double) Chart.HEIGHT);
    assertThat(values(chart)).contains("21600.0");
    assertThat(chart(Chart.Kind.DURATION, 3_000.0, 9_000.0).goal()).isEmpty();
    assertThat(chart(Chart.Kind.DURATION, 3_000.0, 9_000.0).goalText()).isNull();
  }

  @Test
  void leavesAGap_whereThereIsNoValue() {
    Chart chart = chart(Chart.Kind.COUNT, 1.0, 2.0, null, 3.0);

    assertThat(chart.line().chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(chart.dots().chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(chart.outside().chars().filter(c -> c == 'M').count()).isEqualTo(1);
  }

  @Test
  void staysWithinItsPlace_alsoWhereLimitsAreBelowZero() {
    Chart chart = chart(Chart.Kind.DURATION, 3_000.0, 9_000.0, 60.0);
    double bottom = chart.values().get(0).y();

    assertThat(chart.limits().split("V")[1]).startsWith(String.valueOf(bottom));
    assertThat(chart.values())
        .allSatisfy(label -> assertThat(label.y()).isBetween(0.0, (double) Chart.HEIGHT));
  }

  @Test
  void tellsTimesThatDoNotTouch() {
    Double[] month = new Double[31];
    for (int i = 0; i < month.length; i++) {
      month[i] = (double) i;
    }

    assertThat(chart(Chart.Kind.COUNT, month).times()).hasSizeLessThanOrEqualTo(6);
  }
}
