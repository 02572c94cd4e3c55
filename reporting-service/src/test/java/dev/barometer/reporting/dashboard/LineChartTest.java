package dev.barometer.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineChartTest {

  @Test
  void leavesAGap_whereThereIsNoValue() {
    LineChart chart = chart(10.0, null, 30.0, 30.0);

    assertThat(chart.line()).isEqualTo("M125.0 750.0M625.0 250.0L875.0 250.0");
    assertThat(chart.band().chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(chart.dots().chars().filter(c -> c == 'M').count()).isEqualTo(3);
    assertThat(chart.slots()).hasSize(4);
  }

  @Test
  void coversTheUsedPartOfTheScale_inEvenSteps() {
    assertThat(chart(10.0, 30.0).values())
        .extracting(mark -> mark.text() + "@" + mark.at())
        .containsExactly("0.0@100.0", "20.0@50.0", "40.0@0.0");
    assertThat(chart(-95.0, 95.0).values())
        .extracting(LineChart.Mark::text)
        .containsExactly("-100.0", "-50.0", "0.0", "50.0", "100.0");
  }

  @Test
  void drawsWhatIsAllAtOneEnd() {
    LineChart chart =
        LineChart.of(
            List.of(new NpsTrend.Row("1 Nov", 100.0, 100.0, 100.0, "", "", "", "")),
            null,
            String::valueOf);

    assertThat(chart.line()).isEqualTo("M500.0 0.0");
    assertThat(chart.values()).extracting(LineChart.Mark::text).containsExactly("80.0", "100.0");
  }

  @Test
  void drawsWhatIsToBeReached_alsoWhereNoValueIsNear() {
    LineChart chart =
        LineChart.of(
            List.of(new NpsTrend.Row("1 Nov", 5.0, 0.0, 10.0, "", "", "", "")),
            80.0,
            String::valueOf);

    assertThat(chart.goal()).isEqualTo("M0 0.0H1000");
    assertThat(chart(5.0).goal()).isEmpty();
  }

  @Test
  void writesFewTimesBelow_howeverManySlotsThereAre() {
    LineChart chart = chart(new Double[90]);

    assertThat(chart.times()).hasSizeBetween(5, 6);
    assertThat(chart.line()).isEmpty();
  }

  private static LineChart chart(@Nullable Double... values) {
    return LineChart.of(
        Arrays.stream(values)
            .map(
                value ->
                    value == null
                        ? new NpsTrend.Row("1 Nov", null, null, null, "", "", "0", "none")
                        : new NpsTrend.Row(
                            "1 Nov", value, value - 5, value + 5, "", "", "9", "some"))
            .toList(),
        null,
        String::valueOf);
  }
}
