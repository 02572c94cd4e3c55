package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Difference.Precision;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
  private static final double Z = 1.959964;

  /** Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 4. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2535, 0.3682",
    "15, 148, 0.0598, 0.1644",
    "0, 20, 0, 0.2005",
    "1, 29, 0.0018, 0.1963",
    "29, 29, 0.8544, 1",
  })
  void aShareHasTheCorrectedScoreLimits(long part, long n, double low, double high) {
    Limits limits = Limits.ofShare((double) part / n, n, Z);

    assertThat(limits.low() / 100).isCloseTo(low, within(5.1e-5));
    assertThat(limits.high() / 100).isCloseTo(high, within(5.1e-5));
  }

  /** Newcombe, Statistics in Medicine 17, 1998, 873-890, table II, method 11. */
  @ParameterizedTest
  @CsvSource({
    "48, 80, 56, 70, 0.0428, 0.3422",
    "3, 10, 9, 10, 0.1013, 0.8387",
    "2, 7, 6, 7, -0.0290, 0.8423",
    "0, 29, 5, 56, -0.0667, 0.2037",
    "0, 20, 0, 10, -0.2005, 0.3445",
    "0, 10, 0, 10, -0.3445, 0.3445",
    "0, 20, 10, 10, 0.6014, 1",
    "0, 10, 10, 10, 0.5128, 1",
  })
  void sharesDifferByTheCorrectedHybridScoreMethod(
      long partBefore, long nBefore, long partAfter, long nAfter, double low, double high) {
    Difference difference =
        difference(
            Metrics.SLA,
            yesNo(Metrics.SLA, partBefore, nBefore),
            yesNo(Metrics.SLA, partAfter, nAfter));

    assertThat(difference.low() / 100).isCloseTo(low, within(5.1e-5));
    assertThat(difference.high() / 100).isCloseTo(high, within(5.1e-5));
    assertThat(difference.method()).isEqualTo("newcombe-corrected");
  }

  /** Student's sleep data as the manual of R prints them: t.test(extra ~ group, data = sleep). */
  @Test
  void equallyManyValuesDifferByWelch() {
    Distribution first = values(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    Distribution second = values(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    Difference difference =
        Difference.of(Metrics.ART, second, first, Precision.INDEPENDENT).orElseThrow();

    assertThat(difference.value()).isCloseTo(-1.58, within(1e-9));
    assertThat(difference.low()).isCloseTo(-3.3654832, within(1e-6));
    assertThat(difference.high()).isCloseTo(0.2054832, within(1e-6));
  }

  @Test
  void thePooledVarianceCounts_whereAFewValuesAreAlikeByChance() {
    Distribution many = values(0, 0, 0, 0, 10, 10, 10, 10);
    Distribution few = values(1, 2);

    Difference difference =
        Difference.of(Metrics.ART, many, few, Precision.INDEPENDENT).orElseThrow();

    // s^2 = (7 * 200/7 + 1 * 1/2) / 8, t(8) = 2.306004
    double reach = 2.306004 * Math.sqrt(200.5 / 8 * (1 / 8.0 + 1 / 2.0));
    assertThat(difference.high() - difference.value()).isCloseTo(reach, within(1e-5));
    assertThat(difference.value() - difference.low()).isCloseTo(reach, within(1e-5));
  }

  @Test
  void pointsHaveHalfAStepMoreByEachWindow() {
    Difference points =
        difference(
            Metrics.CES,
            answers(Metrics.CES, "ease-7", 2, 3, 3, 5, 4, 4),
            answers(Metrics.CES, "ease-7", 2, 3, 3, 5, 4, 4));

    // s^2 = (37/3 = 3.0833: 3 * 1.1736 + 5 * 0.0069 + 4 * 0.8403) / 11, t(22) = 2.073873
    double variance = (3 * 1.17361 + 5 * 0.00694 + 4 * 0.84028) / 11;
    double reach = 2.073873 * Math.sqrt(variance * 2 / 12) + 1 / 12.0;
    assertThat(points.high()).isCloseTo(reach, within(1e-4));
    assertThat(points.low()).isCloseTo(-reach, within(1e-4));
  }

  @Test
  void aBalanceHasAnInterval_evenWhereAllAnswersAreEqual() {
    Difference difference = difference(Metrics.NPS, nps(10, 0, 0), nps(10, 0, 0));

    // Adjusted Wald of 10/0/0 is 47.5036 .. 100; half an answer of 100 by each window of 10.
    assertThat(difference.low()).isCloseTo(-52.4964 - 10, within(1e-3));
    assertThat(difference.high()).isCloseTo(52.4964 + 10, within(1e-3));
  }

  @Test
  void aBalanceIsNeverSurerThanItsTwoIntervals() {
    Difference difference = difference(Metrics.NPS, nps(500, 300, 200), nps(600, 250, 150));

    // 25.0770 .. 34.7435 and 40.2755 .. 49.4589 squared and added, or wider
    assertThat(difference.value()).isCloseTo(15, within(1e-9));
    assertThat(difference.low()).isBetween(8.2, 8.34);
    assertThat(difference.side()).isEqualTo(1);
  }

  @Test
  void nothingIsKnownOfAMean_whereThereIsNoSpreadOrOneValue() {
    assertThat(Difference.of(Metrics.ART, values(3, 3, 3), values(4, 4, 4), Precision.INDEPENDENT))
        .isEmpty();
    assertThat(Difference.of(Metrics.ART, values(3, 4, 5), values(4), Precision.INDEPENDENT))
        .isEmpty();
  }

  @Test
  void dependentObservationsCountForFewer() {
    Distribution fifty = distribution(Metrics.SLA, yesNo(Metrics.SLA, 40, 50));
    Distribution hundred = distribution(Metrics.SLA, yesNo(Metrics.SLA, 80, 100));
    Precision doubled = new Precision(2, 2, Double.POSITIVE_INFINITY);

    assertThat(Difference.of(Metrics.SLA, hundred, hundred, doubled))
        .isEqualTo(Difference.of(Metrics.SLA, fifty, fifty, Precision.INDEPENDENT));
  }

  @Test
  void anEstimatedDependenceNeedsMoreThanTheNormalDeviate() {
    Distribution hundred = distribution(Metrics.SLA, yesNo(Metrics.SLA, 80, 100));
    Difference sure =
        Difference.of(Metrics.SLA, hundred, hundred, Precision.INDEPENDENT).orElseThrow();
    Difference estimated =
        Difference.of(Metrics.SLA, hundred, hundred, new Precision(1, 1, 7)).orElseThrow();

    // t(7) = 2.364624
    assertThat(estimated.high() / sure.high()).isBetween(1.18, 2.364624 / Z);
  }

  @Test
  void differencesInDifferencesSquareAndAdd() {
    Difference own = new Difference(10, 4, 18, "");
    Difference other = new Difference(3, -1, 6, "");

    Difference both = own.minus(other);

    assertThat(both.value()).isEqualTo(7);
    assertThat(both.low()).isCloseTo(7 - Math.sqrt(6 * 6 + 3 * 3), within(1e-9));
    assertThat(both.high()).isCloseTo(7 + Math.sqrt(8 * 8 + 4 * 4), within(1e-9));
    assertThat(both.method()).isEqualTo("square-and-add");
  }

  @Test
  void spansDifferInSeconds_exactly() {
    Difference difference =
        difference(
            Metrics.ART,
            durations(Metrics.ART, Duration.ofHours(1), Duration.ofHours(3)),
            durations(Metrics.ART, Duration.ofHours(4), Duration.ofHours(8)));

    assertThat(difference.value()).isEqualTo(14_400.0);
    assertThat(difference.side()).isZero();
  }

  private static Difference difference(Metric metric, Tallies before, Tallies after) {
    return Difference.of(
            metric,
            distribution(metric, before),
            distribution(metric, after),
            Precision.INDEPENDENT)
        .orElseThrow();
  }

  private static Distribution distribution(Metric metric, Tallies tallies) {
    return Distribution.of(metric, null, tallies);
  }

  private static Distribution values(double... values) {
    TreeMap<Double, Double> weights = new TreeMap<>();
    double sum = 0;
    for (double value : values) {
      weights.merge(value, 1.0, Double::sum);
      sum += value;
    }
    return new Distribution(weights, values.length, sum / values.length);
  }
}
