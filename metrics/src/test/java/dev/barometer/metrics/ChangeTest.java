package dev.barometer.metrics;

import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void aHundredAnswersEachDoNotShowFifteenPoints() {
    Change change = Scores.change(Metrics.NPS, nps(50, 30, 20), nps(60, 25, 15)).orElseThrow();

    assertThat(change.z()).isCloseTo(1.394, within(5e-4));
    assertThat(change.significant()).isFalse();
    assertThat(change.from()).isCloseTo(30.0, within(1e-9));
    assertThat(change.by()).isCloseTo(15.0, within(1e-9));
  }

  @Test
  void aThousandAnswersEachShowFifteenPoints() {
    Change change =
        Scores.change(Metrics.NPS, nps(500, 300, 200), nps(600, 250, 150)).orElseThrow();

    assertThat(change.z()).isCloseTo(4.409, within(5e-4));
    assertThat(change.significant()).isTrue();
  }

  @Test
  void aFallHasANegativeZ() {
    Change change =
        Scores.change(Metrics.NPS, nps(600, 250, 150), nps(500, 300, 200)).orElseThrow();

    assertThat(change.z()).isCloseTo(-4.409, within(5e-4));
    assertThat(change.by()).isCloseTo(-15.0, within(1e-9));
    assertThat(change.significant()).isTrue();
  }

  @Test
  void sharesAreTestedWithThePooledShare() {
    Change change =
        Scores.change(Metrics.SLA, yesNo(Metrics.SLA, 80, 100), yesNo(Metrics.SLA, 180, 200))
            .orElseThrow();

    // (0.9 - 0.8) / sqrt(260/300 * 40/300 * (1/100 + 1/200))
    assertThat(change.z()).isCloseTo(2.4019223070763, within(1e-9));
    assertThat(change.from()).isEqualTo(80.0);
    assertThat(change.by()).isEqualTo(10.0);
    assertThat(change.significant()).isTrue();
  }

  @Test
  void csatIsTestedAsAShare() {
    Change change =
        Scores.change(
                Metrics.CSAT,
                answers(Metrics.CSAT, "5", 5, 80, 1, 20),
                answers(Metrics.CSAT, "10", 9, 180, 1, 20))
            .orElseThrow();

    assertThat(change.z()).isCloseTo(2.4019223070763, within(1e-9));
  }

  @Test
  void meansAreTestedByWelch() {
    Change change =
        Scores.change(
                Metrics.CES,
                answers(Metrics.CES, "ease-7", 2, 3, 3, 5, 4, 4),
                answers(Metrics.CES, "ease-7", 3, 2, 4, 3, 5, 2, 7, 1))
            .orElseThrow();

    assertThat(change.z()).isCloseTo(2.5117509, within(1e-6));
    assertThat(change.by()).isCloseTo(35.0 / 8 - 37.0 / 12, within(1e-9));
    assertThat(change.significant()).isTrue();
  }

  @Test
  void fewObservationsNeedMoreThanTheNormalDeviate() {
    Change change =
        Scores.change(
                Metrics.CES,
                answers(Metrics.CES, "ease-7", 2, 1, 3, 1),
                answers(Metrics.CES, "ease-7", 4, 1, 5, 1))
            .orElseThrow();

    assertThat(change.z()).isCloseTo(2.0 / Math.sqrt(0.5), within(1e-9)).isGreaterThan(1.96);
    assertThat(change.significant()).isFalse();
  }

  @Test
  void meansOfDifferentScalesAreNotCompared() {
    assertThat(
            Scores.change(
                Metrics.CES,
                answers(Metrics.CES, "effort-5", 2, 9, 3, 9),
                answers(Metrics.CES, "ease-7", 4, 9, 5, 9)))
        .isEmpty();
  }

  @Test
  void durationsAreComparedInSeconds() {
    Change change =
        Scores.change(
                Metrics.ART,
                durations(Metrics.ART, Duration.ofHours(1), Duration.ofHours(3)),
                durations(Metrics.ART, Duration.ofHours(4), Duration.ofHours(8)))
            .orElseThrow();

    assertThat(change.from()).isEqualTo(7200.0);
    assertThat(change.by()).isEqualTo(14400.0);
    assertThat(change.z()).isCloseTo(4 / Math.sqrt(5), within(0.04));
  }

  @Test
  void nothingIsSaid_whenAPeriodHasNoData() {
    for (Metric metric : Metrics.all()) {
      assertThat(Scores.change(metric, new Tallies(), new Tallies())).isEmpty();
    }
    assertThat(Scores.change(Metrics.NPS, new Tallies(), nps(5, 3, 2))).isEmpty();
    assertThat(Scores.change(Metrics.SLA, yesNo(Metrics.SLA, 5, 9), new Tallies())).isEmpty();
  }

  @Test
  void nothingIsSaid_whenThereIsNoSpreadToTestWith() {
    assertThat(Scores.change(Metrics.NPS, nps(9, 0, 0), nps(0, 9, 0))).isEmpty();
    assertThat(Scores.change(Metrics.SLA, yesNo(Metrics.SLA, 9, 9), yesNo(Metrics.SLA, 5, 5)))
        .isEmpty();
    assertThat(
            Scores.change(
                Metrics.CES,
                answers(Metrics.CES, "ease-7", 4, 9),
                answers(Metrics.CES, "ease-7", 5, 9)))
        .isEmpty();
  }

  @Test
  void nothingIsSaidOfAMean_whenAPeriodHasOneValue() {
    assertThat(
            Scores.change(
                Metrics.CES,
                answers(Metrics.CES, "ease-7", 4, 1),
                answers(Metrics.CES, "ease-7", 5, 9, 6, 2)))
        .isEmpty();
  }

  @Test
  void anOpinionHiddenInAPeriodIsNotToldByTheChange() {
    assertThat(Scores.change(Metrics.NPS, nps(2, 1, 1), nps(60, 25, 15), 5)).isEmpty();
    assertThat(Scores.change(Metrics.NPS, nps(60, 25, 15), nps(2, 1, 1), 5)).isEmpty();
    assertThat(Scores.change(Metrics.NPS, nps(3, 1, 1), nps(60, 25, 15), 5)).isPresent();
    assertThat(Scores.change(Metrics.SLA, yesNo(Metrics.SLA, 2, 4), yesNo(Metrics.SLA, 2, 3), 5))
        .isPresent();
  }
}
