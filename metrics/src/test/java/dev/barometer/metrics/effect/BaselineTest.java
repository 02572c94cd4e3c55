package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static dev.barometer.metrics.effect.WindowFixtures.START;
import static dev.barometer.metrics.effect.WindowFixtures.history;
import static dev.barometer.metrics.effect.WindowFixtures.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Effect.Verdict;
import dev.barometer.metrics.effect.Effect.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final int RUNS = Integer.getInteger("barometer.runs", 1);

  @Test
  void aUsualWeekIsNotExtreme() {
    assertThat(ofShares(80, 90, 85, 82)).isEqualTo(new Baseline(true, false));
  }

  @Test
  void theWorstWeekIsExtreme() {
    assertThat(ofShares(80, 90, 85, 79)).isEqualTo(new Baseline(true, true));
    assertThat(ofShares(80, 90, 85, 80)).isEqualTo(new Baseline(true, true));
    assertThat(ofShares(80, 90, 85, 81)).isEqualTo(new Baseline(true, false));
  }

  @Test
  void whereAllAreEqualNoneIsExtreme() {
    assertThat(ofShares(100, 100, 100, 100)).isEqualTo(new Baseline(true, false));
  }

  @Test
  void theWorstIsTheHighest_whereLowIsGood() {
    assertThat(ofRates(10, 20, 15, 21)).isEqualTo(new Baseline(true, true));
    assertThat(ofRates(10, 20, 15, 9)).isEqualTo(new Baseline(true, false));
  }

  @Test
  void aWeekBeyondTheLimitsIsExtreme_onTheGoodSideToo() {
    // 85 % of 100: 74.3 .. 95.7
    assertThat(ofShares(80, 90, 85, 95)).isEqualTo(new Baseline(true, false));
    assertThat(ofShares(80, 90, 85, 96)).isEqualTo(new Baseline(true, true));
  }

  @Test
  void spansHaveTheLimitsOfAnXmrChart() {
    // 10, 12, 11 hours: mean 11, ranges 2 and 1, 11 +- 2.66 * 1.5 = 7.01 .. 14.99
    assertThat(ofHours(10, 12, 11, 8).isExtreme()).isFalse();
    assertThat(ofHours(10, 12, 11, 6).isExtreme()).isTrue();
    assertThat(ofHours(10, 12, 11, 11).isExtreme()).isFalse();
    assertThat(ofHours(10, 12, 11, 13).isExtreme()).isTrue();
  }

  @Test
  void itIsNotKnown_whereFewerThanThreeWindowsAreBefore() {
    assertThat(ofShares(90, 95, 10)).isEqualTo(new Baseline(false, false));
  }

  @Test
  void windowsAreAsLongAsTheBaseline() {
    // Pairs of 90, 70 and 80 %, and a first week that is left over; a single one had 60 %.
    assertThat(ofTwoWeeks(2, 20, 16, 12, 16, 20, 12, 13, 14)).isEqualTo(new Baseline(true, true));
    assertThat(ofTwoWeeks(2, 20, 16, 12, 16, 20, 12, 14, 15)).isEqualTo(new Baseline(true, false));
    assertThat(ofTwoWeeks(16, 12, 16, 20, 12, 14, 15)).isEqualTo(new Baseline(false, false));
  }

  /** Of 20 each week. */
  private static Baseline ofTwoWeeks(int... yes) {
    List<Tallies> weeks = new ArrayList<>();
    for (int y : yes) {
      weeks.add(yesNo(Metrics.SLA, y, 20));
    }
    List<Window> history = history(weeks);
    Tallies last = together(history.subList(weeks.size() - 2, weeks.size()));
    return Baseline.of(Metrics.SLA, null, new Window(START.minusWeeks(2), START, last), history);
  }

  @Test
  void theWorstOfManyMonths_pickedAsBaseline_improvesByItself_andIsWarnedOf() {
    SplittableRandom random = new SplittableRandom(20261130);
    int samples = 400 * RUNS;
    int improved = 0;
    int withoutWarning = 0;
    for (int i = 0; i < samples; i++) {
      Effect effect = afterTheWorstOf(30, random);
      improved += effect.verdict() == Verdict.IMPROVED ? 1 : 0;
      withoutWarning +=
          effect.verdict() == Verdict.IMPROVED
                  && !effect.warnings().contains(Warning.REGRESSION_TO_THE_MEAN)
              ? 1
              : 0;
    }

    Simulated.log(
        "worst month of 30 as baseline: improved %.3f, without a warning %.3f%n",
        (double) improved / samples, (double) withoutWarning / samples);
    assertThat((double) improved / samples).isGreaterThan(0.09);
    assertThat(withoutWarning).isZero();
  }

  /** The worst month stands last: independent ones may stand in any order. */
  private static Effect afterTheWorstOf(int months, SplittableRandom random) {
    List<Tallies> weeks = new ArrayList<>();
    long worst = Long.MAX_VALUE;
    for (int month = 0; month < months; month++) {
      List<Tallies> candidate = new ArrayList<>();
      long part = 0;
      for (int week = 0; week < 4; week++) {
        long yes = binomial(50, 0.8, random);
        part += yes;
        candidate.add(yesNo(Metrics.SLA, yes, 50));
      }
      if (part < worst) {
        worst = part;
        weeks.addAll(candidate);
      } else {
        weeks.addAll(Math.max(0, weeks.size() - 4), candidate);
      }
    }
    List<Window> history = history(weeks);
    Tallies before = together(history.subList(weeks.size() - 4, weeks.size()));
    Tallies after = yesNo(Metrics.SLA, binomial(200, 0.8, random), 200);
    return Effects.of(
        new EffectInput(
            Metrics.SLA, WindowFixtures.fourWeeks(before, after), null, history, true, 5));
  }

  private static long binomial(int n, double share, SplittableRandom random) {
    long yes = 0;
    for (int i = 0; i < n; i++) {
      yes += random.nextDouble() < share ? 1 : 0;
    }
    return yes;
  }

  private static Baseline ofShares(int... percents) {
    return ofYesNo(Metrics.SLA, percents);
  }

  private static Baseline ofRates(int... percents) {
    return ofYesNo(Metrics.REOPEN_RATE, percents);
  }

  private static Baseline ofYesNo(Metric metric, int... percents) {
    List<Tallies> weeks = new ArrayList<>();
    for (int percent : percents) {
      weeks.add(yesNo(metric, percent, 100));
    }
    return ofLastWeek(metric, history(weeks));
  }

  private static Baseline ofHours(int... hours) {
    List<Tallies> weeks = new ArrayList<>();
    for (int h : hours) {
      weeks.add(durations(Metrics.ART, Duration.ofHours(h - 1L), Duration.ofHours(h + 1L)));
    }
    return ofLastWeek(Metrics.ART, history(weeks));
  }

  private static Baseline ofLastWeek(Metric metric, List<Window> history) {
    return Baseline.of(metric, null, history.get(history.size() - 1), history);
  }
}
