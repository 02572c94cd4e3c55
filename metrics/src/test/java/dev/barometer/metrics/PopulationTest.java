package dev.barometer.metrics;

import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PopulationTest {

  @Test
  void aMeansErrorShrinksByTheCorrection() {
    Tallies tallies = answers(Metrics.CES, "ease-7", 3, 20, 4, 40, 5, 40);

    double plain = reach(Scores.of(Metrics.CES, tallies, 5));
    double corrected = reach(Scores.of(Metrics.CES, tallies, 5, new Population(250)));

    assertThat(corrected / plain).isCloseTo(Math.sqrt(150.0 / 249), within(1e-12));
  }

  @Test
  void aSharesIntervalIsThatOfTheEffectiveSize() {
    Score score = Scores.of(Metrics.SLA, yesNo(Metrics.SLA, 85, 100), 5, new Population(250));

    Interval expected = Intervals.wilson(0.85, 100 * 249.0 / 150);
    assertThat(score.interval()).isEqualTo(expected);
    assertThat(score.value()).isEqualTo(85.0);
    assertThat(score.n()).isEqualTo(100);
  }

  @Test
  void aCensusLeavesNoDoubt() {
    Score nps = Scores.of(Metrics.NPS, nps(10, 0, 0), 5, new Population(10));
    Score sla = Scores.of(Metrics.SLA, yesNo(Metrics.SLA, 8, 10), 5, new Population(10));
    Score one = Scores.of(Metrics.SLA, yesNo(Metrics.SLA, 1, 1), 5, new Population(1));

    assertThat(nps.interval().low()).isEqualTo(100.0);
    assertThat(sla.interval().low()).isEqualTo(80.0);
    assertThat(sla.interval().high()).isEqualTo(80.0);
    assertThat(one.interval().low()).isEqualTo(100.0);
  }

  @Test
  void anUnlimitedPopulationCorrectsNothing() {
    assertThat(Population.UNLIMITED.effectiveSize(19_625)).isEqualTo(19_625.0);
  }

  @Test
  void moreThanEveryoneIsRefused() {
    assertThatThrownBy(() -> Scores.of(Metrics.NPS, nps(10, 0, 0), 5, new Population(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Population(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double reach(Score score) {
    return score.interval().high() - score.interval().low();
  }
}
