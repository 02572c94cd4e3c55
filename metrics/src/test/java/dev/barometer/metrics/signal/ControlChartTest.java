package dev.barometer.metrics.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.signal.ControlChart.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlChartTest {

  @ParameterizedTest
  @CsvSource({
    "20, 0.6988, 1",
    "50, 0.7727, 1",
    "100, 0.8100, 0.9900",
    "200, 0.8364, 0.9636",
  })
  void sharesHaveLimitsByTheirN(long n, double low, double high) {
    Point point = ControlChart.ofShares(List.of(new Share(n * 9 / 10, n)), 0.90).points().get(0);

    assertThat(point.low()).isCloseTo(low, within(5e-5));
    assertThat(point.high()).isCloseTo(high, within(5e-5));
    assertThat(point.signals()).isEmpty();
  }

  @Test
  void theCenterIsTheShareOfAllTogether_notTheMeanOfShares() {
    ControlChart chart = ControlChart.ofShares(List.of(new Share(1, 10), new Share(89, 90)));

    assertThat(chart.center()).isEqualTo(0.9);
  }

  @Test
  void aPointOutsideIsASignal_aboveAndBelow() {
    ControlChart chart =
        ControlChart.ofShares(
            List.of(new Share(80, 100), new Share(81, 100), new Share(100, 100)), 0.90);

    assertThat(signals(chart))
        .containsExactly(Set.of(Signal.OUTSIDE), Set.of(), Set.of(Signal.OUTSIDE));
  }

  @Test
  void theEighthInARowOnOneSideIsASignal() {
    ControlChart chart = sharesOf(0.5, 51, 52, 51, 52, 51, 52, 51, 52, 51, 49, 51);

    assertThat(pointsWith(chart, Signal.EIGHT_ON_ONE_SIDE)).containsExactly(7, 8);
  }

  @Test
  void aPointOnTheCenterEndsARow() {
    ControlChart chart = sharesOf(0.5, 49, 48, 49, 48, 50, 49, 48, 49, 48, 49, 48, 49, 48);

    assertThat(pointsWith(chart, Signal.EIGHT_ON_ONE_SIDE)).containsExactly(12);
  }

  @Test
  void theSixthInARowRisingIsASignal() {
    ControlChart chart = sharesOf(0.5, 47, 48, 49, 50, 51, 52, 53, 50);

    assertThat(pointsWith(chart, Signal.SIX_RISING)).containsExactly(5, 6);
    assertThat(pointsWith(chart, Signal.SIX_FALLING)).isEmpty();
  }

  @Test
  void theSixthInARowFallingIsASignal() {
    ControlChart chart = sharesOf(0.5, 50, 53, 52, 51, 50, 49, 48, 48);

    assertThat(pointsWith(chart, Signal.SIX_FALLING)).containsExactly(6);
  }

  @Test
  void twoEqualPointsEndARow() {
    ControlChart chart = sharesOf(0.5, 47, 48, 49, 49, 50, 51, 52, 53);

    assertThat(pointsWith(chart, Signal.SIX_RISING)).isEmpty();
  }

  @Test
  void meansHaveLimitsByTheirMovingRange() {
    ControlChart chart = ControlChart.ofValues(List.of(10.0, 12.0, 9.0, 10.0, 24.0));

    // Ranges 2, 3, 1, 14: mean 5; mean of the values 13.
    assertThat(chart.center()).isEqualTo(13.0);
    assertThat(chart.points().get(0).low()).isCloseTo(13 - 2.66 * 5, within(1e-9));
    assertThat(chart.points().get(0).high()).isCloseTo(13 + 2.66 * 5, within(1e-9));
    assertThat(signals(chart)).containsOnly(Set.of());
  }

  @Test
  void aMeanOutsideItsLimitsIsASignal() {
    List<Double> values = new ArrayList<>(Collections.nCopies(12, 10.0));
    values.set(1, 11.0);
    values.add(20.0);

    assertThat(pointsWith(ControlChart.ofValues(values), Signal.OUTSIDE)).containsExactly(12);
  }

  @Test
  void movingRangesHaveAnUpperLimit() {
    ControlChart chart =
        ControlChart.ofMovingRanges(List.of(10.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0, 30.0));

    assertThat(chart.points()).hasSize(7);
    assertThat(chart.center()).isCloseTo(32.0 / 7, within(1e-9));
    assertThat(chart.points().get(0).high()).isCloseTo(3.267 * 32 / 7, within(1e-9));
    assertThat(pointsWith(chart, Signal.OUTSIDE)).containsExactly(6);
  }

  @Test
  void whatIsNoShareIsRefused() {
    assertThatThrownBy(() -> new Share(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlChart.ofShares(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ControlChart.ofShares(List.of(), 90))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneValueHasNoMovingRange() {
    assertThatThrownBy(() -> ControlChart.ofValues(List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ControlChart sharesOf(double center, long... percents) {
    List<Share> shares = new ArrayList<>();
    for (long percent : percents) {
      shares.add(new Share(percent, 100));
    }
    return ControlChart.ofShares(shares, center);
  }

  private static List<Set<Signal>> signals(ControlChart chart) {
    return chart.points().stream().map(Point::signals).toList();
  }

  private static List<Integer> pointsWith(ControlChart chart, Signal signal) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < chart.points().size(); i++) {
      if (chart.points().get(i).signals().contains(signal)) {
        indexes.add(i);
      }
    }
    return indexes;
  }
}
