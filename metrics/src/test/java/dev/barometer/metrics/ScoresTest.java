package dev.barometer.metrics;

import static dev.barometer.metrics.TallyFixtures.MONDAY;
import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Score.Status;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoresTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Offset<Double> PRINTED = within(5e-5);

  @Test
  void csatIsTheShareOfThePositive() {
    Score score = Scores.of(Metrics.CSAT, answers(Metrics.CSAT, "5", 4, 10, 5, 5, 3, 4, 1, 6), 5);

    assertThat(score.value()).isEqualTo(60.0);
    assertThat(score.n()).isEqualTo(25);
    assertThat(score.counts())
        .isEqualTo(
            Map.of(PointClass.POSITIVE, 15L, PointClass.NEUTRAL, 4L, PointClass.NEGATIVE, 6L));
    assertThat(score.interval().method()).isEqualTo("wilson");
    assertThat(score.interval().level()).isEqualTo(0.95);
  }

  @Test
  void csatIsMergedOverScalesByClass() {
    Tallies tallies = answers(Metrics.CSAT, "5", 5, 3, 1, 1);
    tallies.merge(answers(Metrics.CSAT, "10", 5, 1, 8, 3));

    Score score = Scores.of(Metrics.CSAT, tallies, 5);

    assertThat(score.n()).isEqualTo(8);
    assertThat(score.value()).isEqualTo(75.0);
    assertThat(score.scale()).isNull();
  }

  @Test
  void csatCountsTheClassThatTravelledWithThePoint_notTheDefaultCut() {
    Tallies tallies = new Tallies();
    tallies.add(Observation.choice("csat", "5", 3, PointClass.POSITIVE, MONDAY));

    assertThat(Scores.of(Metrics.CSAT, tallies, 1).value()).isEqualTo(100.0);
  }

  @Test
  void csatLeavesTheNeutralOut_whenAskedTo() {
    Tallies tallies = answers(Metrics.CSAT, "5", 1, 2, 2, 1, 3, 4, 4, 6, 5, 7);

    Score plain = Scores.of(Metrics.CSAT, tallies, 5);
    Score withoutNeutral = Scores.of(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, tallies, 5);

    assertThat(plain.value()).isEqualTo(65.0);
    assertThat(plain.n()).isEqualTo(20);
    assertThat(withoutNeutral.value()).isEqualTo(81.25);
    assertThat(withoutNeutral.n()).isEqualTo(16);
    assertThat(withoutNeutral.counts()).isEqualTo(plain.counts());
  }

  @Test
  void npsIsPromotersMinusDetractors() {
    Score score = Scores.of(Metrics.NPS, nps(30, 50, 20), 5);

    assertThat(score.value()).isCloseTo(10.0, EXACT);
    assertThat(score.counts()).containsEntry(PointClass.POSITIVE, 30L);
    assertThat(score.counts()).containsEntry(PointClass.NEUTRAL, 50L);
    assertThat(score.counts()).containsEntry(PointClass.NEGATIVE, 20L);
    assertThat(score.interval().method()).isEqualTo("adjusted-wald");
  }

  @ParameterizedTest
  @CsvSource({
    "50, 30, 20, 30, 14.0511, 44.2013",
    "5, 3, 2, 30, -19.0506, 65.2045",
    "500, 300, 200, 30, 25.0770, 34.7435",
    "70, 20, 10, 60, 45.2698, 71.2351",
    "10, 0, 0, 100, 47.5036, 100"
  })
  void npsHasAnAdjustedWaldInterval(
      long promoters, long passives, long detractors, double value, double low, double high) {
    Score score = Scores.of(Metrics.NPS, nps(promoters, passives, detractors), 5);

    assertThat(score.value()).isCloseTo(value, EXACT);
    assertThat(score.interval().low()).isCloseTo(low, PRINTED);
    assertThat(score.interval().high()).isCloseTo(high, PRINTED);
  }

  @Test
  void npsClampsBelowToo() {
    assertThat(Scores.of(Metrics.NPS, nps(0, 0, 10), 5).interval().low()).isEqualTo(-100);
  }

  @Test
  void happinessIsNeverMergedWithNps() {
    Tallies tallies = nps(10, 0, 0).merge(answers(Metrics.HAPPINESS, "0-10", 2, 10));

    assertThat(Scores.of(Metrics.NPS, tallies, 5).value()).isEqualTo(100.0);
    assertThat(Scores.of(Metrics.HAPPINESS, tallies, 5).value()).isEqualTo(-100.0);
  }

  @Test
  void anAnswerOfNoClassIsNotBehindAShare() {
    Tallies tallies = nps(3, 0, 1);
    tallies.add(Observation.choice("nps", "0-10", 7, null, MONDAY));

    assertThat(Scores.of(Metrics.NPS, tallies, 1).n()).isEqualTo(4);
    assertThat(Scores.of(Metrics.NPS, tallies, 1).value()).isEqualTo(50.0);
  }

  @Test
  void cesIsTheMeanOnItsScale() {
    Score score = Scores.of(Metrics.CES, answers(Metrics.CES, "effort-7", 1, 2, 2, 5, 4, 7), 5);

    assertThat(score.value()).isEqualTo(40.0 / 14).isCloseTo(2.857142857142857, EXACT);
    assertThat(score.scale()).isEqualTo("effort-7");
    assertThat(score.n()).isEqualTo(14);
    assertThat(score.interval().method()).isEqualTo("student-t");
    assertThat(score.interval().low()).isCloseTo(2.1461214, within(1e-6));
    assertThat(score.interval().high()).isCloseTo(3.5681643, within(1e-6));
    assertThat(score.counts()).containsEntry(PointClass.POSITIVE, 7L);
    assertThat(score.counts()).containsEntry(PointClass.NEUTRAL, 7L);
  }

  @Test
  void cesScoresTheScaleWithTheMostAnswers() {
    Tallies tallies = answers(Metrics.CES, "effort-5", 1, 6);
    tallies.merge(answers(Metrics.CES, "ease-7", 6, 7));

    Score score = Scores.of(Metrics.CES, tallies, 5);

    assertThat(score.scale()).isEqualTo("ease-7");
    assertThat(score.n()).isEqualTo(7);
    assertThat(score.value()).isEqualTo(6.0);
  }

  @Test
  void cesScoresTheFirstScaleByName_whenTwoHaveAsMany() {
    Tallies tallies = answers(Metrics.CES, "effort-5", 1, 6);
    tallies.merge(answers(Metrics.CES, "ease-7", 6, 6));

    assertThat(Scores.of(Metrics.CES, tallies, 5).scale()).isEqualTo("ease-7");
  }

  @Test
  void cesMayBeAShareOverAllScales_lowEffortAndHighEaseBeingPositive() {
    Tallies tallies = answers(Metrics.CES, "effort-5", 1, 2, 5, 1);
    tallies.merge(answers(Metrics.CES, "ease-7", 7, 1, 1, 1));

    Score score = Scores.of(Metrics.CES, Variant.PERCENT, tallies, 5);

    assertThat(score.value()).isEqualTo(60.0);
    assertThat(score.n()).isEqualTo(5);
  }

  @Test
  void aMeanStaysOnItsScale_intervalIncluded() {
    Score score = Scores.of(Metrics.CES, answers(Metrics.CES, "ease-7", 7, 3, 6, 1, 1, 1), 5);

    assertThat(score.value()).isEqualTo(5.6);
    assertThat(score.interval().high()).isEqualTo(7.0);
  }

  @Test
  void aMeanOfEqualAnswersHasNoInterval() {
    Score score = Scores.of(Metrics.CES, answers(Metrics.CES, "ease-7", 7, 9), 5);

    assertThat(score.value()).isEqualTo(7.0);
    assertThat(score.interval()).isNull();
  }

  @Test
  void sentimentMayBeNegative() {
    Score score =
        Scores.of(Metrics.SENTIMENT, answers(Metrics.SENTIMENT, "sentiment", -1, 4, 1, 1), 5);

    assertThat(score.value()).isEqualTo(-0.6);
    assertThat(score.counts()).containsEntry(PointClass.NEGATIVE, 4L);
  }

  @ParameterizedTest
  @CsvSource({
    "85, 100, 76.7164, 90.6940",
    "8, 10, 49.0162, 94.3318",
    "10, 10, 72.2467, 100",
    "0, 10, 0, 27.7533",
    "1, 1, 20.6549, 100",
    "450, 500, 87.0578, 92.3322"
  })
  void aShareHasAWilsonInterval(long yes, long n, double low, double high) {
    Interval interval = Scores.of(Metrics.SLA, yesNo(Metrics.SLA, yes, n), 5).interval();

    assertThat(interval.low()).isCloseTo(low, PRINTED);
    assertThat(interval.high()).isCloseTo(high, PRINTED);
    assertThat(interval.method()).isEqualTo("wilson");
  }

  @Test
  void slaIsInPercent() {
    Score score = Scores.of(Metrics.SLA, yesNo(Metrics.SLA, 11744, 19625), 5);

    assertThat(score.value()).isCloseTo(100.0 * 11744 / 19625, EXACT);
    assertThat(score.interval().low()).isCloseTo(59.154322, within(1e-6));
    assertThat(score.interval().high()).isCloseTo(60.525903, within(1e-6));
    assertThat(score.counts()).isEmpty();
  }

  @Test
  void durationsAreInSeconds_theMeanExact() {
    Score score =
        Scores.of(
            Metrics.ART,
            durations(
                Metrics.ART, Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofHours(100)),
            5);

    assertThat(score.value()).isCloseTo(360_010.001 / 3, EXACT);
    assertThat(score.p50()).isCloseTo(10.0, within(0.1));
    assertThat(score.p90()).isCloseTo(360_000.0, within(3_600.0));
    assertThat(score.interval().low()).isEqualTo(0.0);
    assertThat(score.interval().high()).isCloseTo(636_314, within(6_363.0));
  }

  @Test
  void quantilesAreOfTheNearestRank() {
    Duration[] spans = new Duration[10];
    for (int i = 0; i < 10; i++) {
      spans[i] = Duration.ofMinutes(1L << i);
    }

    Score score = Scores.of(Metrics.ART, durations(Metrics.ART, spans), 5);

    assertThat(score.p50()).isCloseTo(60.0 * 16, within(9.6));
    assertThat(score.p90()).isCloseTo(60.0 * 256, within(153.6));
  }

  @Test
  void theQuantilesOfOneSpanAreExact_andItHasNoInterval() {
    Score score = Scores.of(Metrics.ART, durations(Metrics.ART, Duration.ofMillis(91_080_123)), 5);

    assertThat(score.p50()).isEqualTo(91_080.123);
    assertThat(score.p90()).isEqualTo(91_080.123);
    assertThat(score.value()).isEqualTo(91_080.123);
    assertThat(score.interval()).isNull();
  }

  @Test
  void aSpanOfZeroIsASpan() {
    Score score = Scores.of(Metrics.ART, durations(Metrics.ART, Duration.ZERO, Duration.ZERO), 5);

    assertThat(score.status()).isEqualTo(Status.OK);
    assertThat(score.value()).isEqualTo(0.0);
    assertThat(score.p50()).isEqualTo(0.0);
  }

  @Test
  void aVolumeIsItsCount_withoutInterval() {
    Tallies tallies = new Tallies();
    for (int i = 0; i < 3; i++) {
      tallies.add(Observation.volume("tickets-opened", MONDAY));
    }

    Score score = Scores.of(Metrics.TICKETS_OPENED, tallies, 5);

    assertThat(score.value()).isEqualTo(3.0);
    assertThat(score.n()).isEqualTo(3);
    assertThat(score.interval()).isNull();
  }

  @Test
  void nothingObservedIsNoDataOnEveryMetric_neverZero() {
    for (Metric metric : Metrics.all()) {
      Score score = Scores.of(metric, new Tallies(), 5);

      assertThat(score)
          .isEqualTo(
              new Score(metric.id(), Status.NO_DATA, 0, null, null, Map.of(), null, null, null));
    }
  }

  @Test
  void anOpinionUnderTheMinimumGivesNoNumber() {
    assertThat(Scores.of(Metrics.NPS, nps(4, 0, 0), 5))
        .isEqualTo(
            new Score("nps", Status.NOT_ENOUGH_DATA, 4, null, null, Map.of(), null, null, null));
    assertThat(Scores.of(Metrics.NPS, nps(5, 0, 0), 5).status()).isEqualTo(Status.OK);
  }

  @Test
  void everyOpinionIsHidden_andNoFactAboutTickets() {
    Tallies opinions = answers(Metrics.CES, "ease-7", 6, 4).merge(answers(Metrics.CSAT, "5", 5, 4));
    opinions.merge(durations(Metrics.LOST_TIME, Duration.ofHours(1), Duration.ofHours(2)));
    Tallies facts = yesNo(Metrics.SLA, 1, 4).merge(durations(Metrics.ART, Duration.ofHours(1)));

    assertThat(Scores.of(Metrics.CES, opinions, 5).status()).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(Scores.of(Metrics.CES, opinions, 5).scale()).isNull();
    assertThat(Scores.of(Metrics.CSAT, opinions, 5).status()).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(Scores.of(Metrics.CES, Variant.PERCENT, opinions, 5).value()).isNull();
    assertThat(Scores.of(Metrics.LOST_TIME, opinions, 5).p90()).isNull();
    assertThat(Scores.of(Metrics.SLA, facts, 5).status()).isEqualTo(Status.OK);
    assertThat(Scores.of(Metrics.ART, facts, 5).status()).isEqualTo(Status.OK);
  }

  @Test
  void aVariantHidesByItsOwnN() {
    Tallies tallies = answers(Metrics.CSAT, "5", 3, 9, 5, 1);

    assertThat(Scores.of(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, tallies, 5).status())
        .isEqualTo(Status.NOT_ENOUGH_DATA);
  }

  @Test
  void aVariantTellsNothing_whereTheScoreItselfIsHidden() {
    Tallies tallies = answers(Metrics.CSAT, "5", 3, 1, 5, 3);

    Score hidden = Scores.of(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, tallies, 5);

    assertThat(hidden.status()).isEqualTo(Status.NOT_ENOUGH_DATA);
    assertThat(hidden.n()).as("not how many of them decided").isEqualTo(4);
  }

  @Test
  void aVariantIsKnownByName_whereItFits() {
    assertThat(Variant.find(Metrics.CSAT, "excludeNeutral")).contains(Variant.EXCLUDE_NEUTRAL);
    assertThat(Variant.find(Metrics.CES, "percent")).contains(Variant.PERCENT);
    assertThat(Variant.find(Metrics.CES, "excludeNeutral")).isEmpty();
    assertThat(Variant.of(Metrics.NPS)).isEmpty();
  }

  @Test
  void aVariantIsComparedByItsOwnShares() {
    Tallies before = answers(Metrics.CSAT, "5", 1, 2, 2, 1, 3, 4, 4, 6, 5, 7);
    Tallies after = answers(Metrics.CSAT, "5", 1, 1, 3, 40, 5, 19);

    Change change =
        Scores.change(Metrics.CSAT, Variant.EXCLUDE_NEUTRAL, before, after).orElseThrow();

    // (0.95 - 0.8125) / sqrt(32/36 * 4/36 * (1/16 + 1/20))
    assertThat(change.from()).isEqualTo(81.25);
    assertThat(change.by()).isCloseTo(13.75, EXACT);
    assertThat(change.z()).isCloseTo(1.304440, within(1e-5));
    assertThat(change.significant()).isFalse();
  }

  @Test
  void aDifferenceHasNoScore() {
    Tallies difference = nps(3, 1, 1).subtract(nps(0, 2, 0));

    assertThatThrownBy(() -> Scores.of(Metrics.NPS, difference, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nps/0-10");
  }

  @Test
  void aMinimumUnderOneIsRefused() {
    assertThatThrownBy(() -> Scores.of(Metrics.NPS, nps(1, 1, 1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyChoicesHaveAPositiveShare() {
    assertThatThrownBy(() -> Scores.of(Metrics.SLA, Variant.PERCENT, yesNo(Metrics.SLA, 1, 2), 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
