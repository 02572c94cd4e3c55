package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.MONDAY;
import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static dev.barometer.metrics.effect.WindowFixtures.START;
import static dev.barometer.metrics.effect.WindowFixtures.history;
import static dev.barometer.metrics.effect.WindowFixtures.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Difference.Precision;
import dev.barometer.metrics.effect.MinimumDetectableEffect.ExpectedComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the true change is the one that was said, four in five samples say {@code improved}. {@code
 * -Dbarometer.runs=20} takes more of them.
 */
class MinimumDetectableEffectTest {
  private static final int SAMPLES = 500 * Integer.getInteger("barometer.runs", 1);
  private static final double POWER = 0.8;

  /** A few points, and the chance of so many samples. */
  private static final double TOLERANCE = 0.04 + 3 * Math.sqrt(POWER * (1 - POWER) / SAMPLES);

  @ParameterizedTest
  @CsvSource({
    "70, 100, 100",
    "320, 400, 100",
    "80, 100, 400",
    "30, 60, 60",
    "10, 20, 40",
    "450, 500, 500"
  })
  void aShareOfTheSaidSizeIsSeenFourTimesInFive(long part, long n, long expectedN) {
    assertPower(Metrics.SLA, yesNo(Metrics.SLA, part, n), expectedN, null, 0);
  }

  @Test
  void aRateThatIsToFallIsSeenFourTimesInFive() {
    assertPower(Metrics.REOPEN_RATE, yesNo(Metrics.REOPEN_RATE, 40, 200), 300, null, 0);
  }

  @ParameterizedTest
  @CsvSource({"50, 30, 20, 100", "15, 10, 15, 40", "10, 5, 5, 20", "300, 100, 100, 60"})
  void aBalanceOfTheSaidSizeIsSeenFourTimesInFive(
      long promoters, long passives, long detractors, long expectedN) {
    assertPower(Metrics.NPS, nps(promoters, passives, detractors), expectedN, null, 0);
  }

  @Test
  void aMeanOfPointsOfTheSaidSizeIsSeenFourTimesInFive() {
    Tallies points = answers(Metrics.CES, "ease-7", 1, 4, 3, 6, 4, 10, 5, 20, 6, 15, 7, 5);

    assertPower(Metrics.CES, points, 60, null, 0);
    assertPower(Metrics.CES, points, 15, null, 0);
  }

  @Test
  void spansOfTheSaidSizeAreSeenFourTimesInFive() {
    assertPower(Metrics.ART, spans(200, 0.5), 200, null, 0);
    assertPower(Metrics.ART, spans(300, 1), 300, null, 0);
  }

  @Test
  void aDifferenceInDifferencesOfTheSaidSizeIsSeenFourTimesInFive() {
    assertPower(Metrics.SLA, yesNo(Metrics.SLA, 140, 200), 200, yesNo(Metrics.SLA, 225, 300), 300);
    assertPower(Metrics.NPS, nps(50, 30, 20), 100, nps(100, 60, 40), 200);
    assertPower(Metrics.ART, spans(200, 0.5), 200, spans(400, 0.5), 400);
  }

  @Test
  void manyObservationsNeedWhatTheTextbookSays() {
    // Fleiss, Levin and Paik 4.14: 0.60 and 0.70 are told apart by 356 in each group, 376 with the
    // correction for continuity.
    MinimumDetectableEffect least =
        of(Metrics.SLA, yesNo(Metrics.SLA, 6 * 376, 3760), 376, null).orElseThrow();
    MinimumDetectableEffect equal =
        MinimumDetectableEffect.of(
                Metrics.SLA, before(yesNo(Metrics.SLA, 226, 376)), 28, 376, null, List.of())
            .orElseThrow();

    assertThat(equal.difference()).isCloseTo(10, within(0.3));
    assertThat(equal.before()).isCloseTo(60.1, within(0.01));
    assertThat(equal.after()).isCloseTo(equal.before() + equal.difference(), within(1e-9));
    assertThat(least.difference()).isLessThan(equal.difference());
  }

  @Test
  void aComparisonScopeAsksForMore() {
    Tallies sla = yesNo(Metrics.SLA, 140, 200);
    double alone = of(Metrics.SLA, sla, 200, null).orElseThrow().difference();
    double compared =
        of(Metrics.SLA, sla, 200, new ExpectedComparison(before(sla), 200))
            .orElseThrow()
            .difference();

    assertThat(compared / alone).isBetween(1.36, 1.46);
  }

  @Test
  void dependentWeeksAskForMore() {
    List<Tallies> weeks = new ArrayList<>();
    for (int percent : new int[] {64, 66, 72, 76, 72, 66, 64, 66, 72, 76, 72, 66}) {
      weeks.add(yesNo(Metrics.SLA, percent, 100));
    }
    Window before = before(yesNo(Metrics.SLA, 140, 200));

    double alone =
        MinimumDetectableEffect.of(Metrics.SLA, before, 28, 200, null, List.of())
            .orElseThrow()
            .difference();
    double dependent =
        MinimumDetectableEffect.of(Metrics.SLA, before, 28, 200, null, history(weeks))
            .orElseThrow()
            .difference();

    assertThat(dependent).isGreaterThan(1.4 * alone);
  }

  /** What is said follows from each history, as what is tested does. */
  @Test
  void whatDependentWeeksAskForIsSeenFourTimesInFive() {
    LikeWeeks likeWeeks = new LikeWeeks(0.5, 0.06, 0.5);
    Random random = new Random(20261130);
    int improved = 0;
    for (int i = 0; i < SAMPLES; i++) {
      List<Tallies> earlier = likeWeeks.weeks(26, 0, 0, random);
      List<Window> history = history(earlier);
      BeforeAfter scope = WindowFixtures.weeks(8, lastEight(history), new Tallies());
      double by =
          MinimumDetectableEffect.of(
                  Metrics.SLA, scope.before(), 56, 8L * LikeWeeks.PER_WEEK, null, history)
              .orElseThrow()
              .difference();
      List<Window> later = history(likeWeeks.weeks(8, 0, by / 100, random));
      EffectInput input =
          new EffectInput(
              Metrics.SLA,
              WindowFixtures.weeks(8, lastEight(history), lastEight(later)),
              null,
              history,
              true,
              5);
      improved += Effects.of(input).verdict() == Effect.Verdict.IMPROVED ? 1 : 0;
    }

    double power = (double) improved / SAMPLES;
    Simulated.log("dependent weeks: seen in %.3f%n", power);
    assertThat(power).isCloseTo(POWER, within(TOLERANCE + 0.05));
  }

  private static Tallies lastEight(List<Window> windows) {
    return together(windows.subList(windows.size() - 8, windows.size()));
  }

  @Test
  void nothingIsSaid_whereNoImprovementWouldBeSeen() {
    assertThat(of(Metrics.SLA, yesNo(Metrics.SLA, 98, 100), 100, null)).isEmpty();
    assertThat(of(Metrics.SLA, yesNo(Metrics.SLA, 5, 10), 2, null)).isEmpty();
    assertThat(of(Metrics.SLA, yesNo(Metrics.SLA, 100, 100), 100, null)).isEmpty();
    assertThat(of(Metrics.NPS, nps(0, 9, 0), 100, null)).isEmpty();
    assertThat(of(Metrics.NPS, new Tallies(), 100, null)).isEmpty();
    assertThat(of(Metrics.ART, spans(5, 2), 5, null)).isEmpty();
  }

  @Test
  void countsAndNoObservationsAreRefused() {
    assertThatThrownBy(() -> of(Metrics.COMPLAINTS, new Tallies(), 100, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(Metrics.SLA, new Tallies(), 0, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExpectedComparison(before(new Tallies()), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Draws both windows anew: the baseline is a sample too. */
  private static void assertPower(
      Metric metric, Tallies baseline, long expectedN, @Nullable Tallies other, long otherN) {
    MinimumDetectableEffect effect =
        of(
                metric,
                baseline,
                expectedN,
                other == null ? null : new ExpectedComparison(before(other), otherN))
            .orElseThrow();
    Sampler before = new Sampler(Distribution.of(metric, null, baseline));
    Sampler after = new Sampler(moved(metric, before.distribution, effect.after()));
    Sampler others = other == null ? null : new Sampler(Distribution.of(metric, null, other));
    Random random = new Random(20261130);
    int better = metric.lowIsGood() ? -1 : 1;
    int improved = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Optional<Difference> difference =
          Difference.of(
              metric,
              before.sample((int) before.distribution.n(), random),
              after.sample((int) expectedN, random),
              Precision.INDEPENDENT);
      if (others != null) {
        Difference ofOthers =
            Difference.of(
                    metric,
                    others.sample((int) others.distribution.n(), random),
                    others.sample((int) otherN, random),
                    Precision.INDEPENDENT)
                .orElseThrow();
        difference = difference.map(d -> d.minus(ofOthers));
      }
      improved += difference.map(Difference::side).orElse(0) == better ? 1 : 0;
    }

    double power = (double) improved / SAMPLES;
    Simulated.log(
        "%s, n %.0f and %d%s: %.2f to %.2f is seen in %.3f%n",
        metric.id(),
        before.distribution.n(),
        expectedN,
        other == null ? "" : " compared",
        effect.before(),
        effect.after(),
        power);
    assertThat(power).isCloseTo(POWER, within(TOLERANCE));
  }

  /** With that mean, in the way the class says. */
  private static Distribution moved(Metric metric, Distribution before, double mean) {
    if (metric == Metrics.ART) {
      return before.times(mean / before.mean());
    }
    double low = -50;
    double high = 50;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (before.tilted(middle).mean() < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return before.tilted(low);
  }

  private static Optional<MinimumDetectableEffect> of(
      Metric metric, Tallies baseline, long expectedN, @Nullable ExpectedComparison comparison) {
    return MinimumDetectableEffect.of(
        metric, before(baseline), 28, expectedN, comparison, List.of());
  }

  private static Window before(Tallies tallies) {
    return new Window(START.minusDays(28), START, tallies);
  }

  /** Lognormal around an hour; the same in each run. */
  private static Tallies spans(int n, double sigma) {
    Random random = new Random(7);
    Tallies tallies = new Tallies();
    for (int i = 0; i < n; i++) {
      Duration span =
          Duration.ofMillis(Math.round(3_600_000 * Math.exp(sigma * random.nextGaussian())));
      tallies.add(Observation.duration("art", span, MONDAY));
    }
    return tallies;
  }

  /** Draws values by their shares. */
  private static final class Sampler {
    private final Distribution distribution;
    private final double[] values;
    private final double[] upTo;

    Sampler(Distribution distribution) {
      this.distribution = distribution;
      values = new double[distribution.weights().size()];
      upTo = new double[values.length];
      int i = 0;
      double sum = 0;
      for (Map.Entry<Double, Double> entry : distribution.weights().entrySet()) {
        sum += entry.getValue() / distribution.n();
        values[i] = entry.getKey();
        upTo[i] = sum;
        i++;
      }
    }

    Distribution sample(int n, Random random) {
      TreeMap<Double, Double> weights = new TreeMap<>();
      double total = 0;
      for (int i = 0; i < n; i++) {
        double at = random.nextDouble();
        int k = 0;
        while (k < values.length - 1 && upTo[k] < at) {
          k++;
        }
        weights.merge(values[k], 1.0, Double::sum);
        total += values[k];
      }
      return new Distribution(weights, n, total / n);
    }
  }
}
