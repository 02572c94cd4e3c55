package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.yesNo;
import static dev.barometer.metrics.effect.WindowFixtures.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenceTest {

  @Test
  void neighboursThatAreAlikeCorrelate() {
    Dependence dependence = of(60, 60, 60, 80, 80, 80, 80, 60);

    // Residuals of equal size: of 7 products 5 are of like ones, 2 are not, to 8 squares.
    double plain = 3.0 / 8;
    assertThat(dependence.correlation()).isCloseTo(plain + (1 + 4 * plain) / 8, within(1e-9));
    // 100 * 8 * 10^2 / 7 in 70 * 30 * 800 / 799
    assertThat(dependence.spread()).isCloseTo(80_000.0 / 7 / (2100.0 * 800 / 799), within(1e-9));
    assertThat(dependence.degrees()).isEqualTo(7);
  }

  @Test
  void neighboursThatAreUnlikeAreNotHeldAgainstAnybody() {
    assertThat(of(68, 72, 68, 72, 68, 72, 68, 72).correlation()).isZero();
    assertThat(of(68, 72, 68, 72, 68, 72, 68, 72).designEffect(4)).isEqualTo(1);
  }

  @Test
  void theCorrelationOfALongDriftIsBounded() {
    assertThat(of(10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 97, 99).correlation()).isEqualTo(0.95);
  }

  @Test
  void aDesignEffectSumsTheCorrelations() {
    Dependence dependence = new Dependence(20, 1.5, 0.5);

    assertThat(dependence.designEffect(1)).isEqualTo(1.5);
    // 1 + 2 (2/3 * 0.5 + 1/3 * 0.25)
    assertThat(dependence.designEffect(3)).isCloseTo(1.5 * (1 + 5.0 / 6), within(1e-9));
    // (1 + 0.5) / (1 - 0.5) in the limit
    assertThat(dependence.designEffect(10_000)).isCloseTo(1.5 * 3, within(1e-2));
  }

  @Test
  void sevenPeriodsAreTooFew_andEmptyOnesDoNotCount() {
    assertThat(of(60, 60, 60, 60, 80, 80, 80)).isEqualTo(new Dependence(7, 1, 0));
    assertThat(of(60, 60, 60, 60, 80, 80, 80).isKnown()).isFalse();
    assertThat(of(60, 60, 60, 60, -1, 80, 80, 80).isKnown()).isFalse();
    assertThat(of(60, 60, 60, 60, -1, 80, 80, 80, 80))
        .isEqualTo(of(60, 60, 60, 60, 80, 80, 80, 80));
  }

  @Test
  void aHistoryOfEqualOnesShowsNoDependence() {
    assertThat(of(100, 100, 100, 100, 100, 100, 100, 100)).isEqualTo(new Dependence(8, 1, 0));
  }

  /** Weeks of 100; -1 is a week without any. */
  private static Dependence of(int... percents) {
    List<Tallies> weeks = new ArrayList<>();
    for (int percent : percents) {
      weeks.add(percent < 0 ? new Tallies() : yesNo(Metrics.SLA, percent, 100));
    }
    return Dependence.of(Metrics.SLA, null, history(weeks));
  }
}
