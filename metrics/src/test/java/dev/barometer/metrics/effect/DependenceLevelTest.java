package dev.barometer.metrics.effect;

import static dev.barometer.metrics.effect.WindowFixtures.history;
import static dev.barometer.metrics.effect.WindowFixtures.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Effect.Verdict;
import dev.barometer.metrics.effect.Effect.Warning;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing changed, but weeks are alike to the weeks beside them, or to the same weeks of another
 * year: {@code improved} comes in at most 5 % of cases, or a warning stands there. {@code
 * -Dbarometer.runs=20} takes more samples.
 */
class DependenceLevelTest {
  private static final int SAMPLES = 400 * Integer.getInteger("barometer.runs", 1);
  private static final double LEVEL = 0.05;

  /**
   * Chance moves what was counted by three standard errors at most, if the level is the true one.
   */
  private static final double CHANCE = 3 * Math.sqrt(LEVEL * (1 - LEVEL) / SAMPLES);

  private static final double MEAN = 0.7;

  /**
   * The share of a week is 0.7 plus an autoregression of the first order.
   *
   * @param deviation the standard deviation of a week's true share
   */
  @ParameterizedTest
  @CsvSource({
    "26, 8, 0, 0",
    "26, 8, 0, 0.1",
    "12, 4, 0.5, 0.1",
    "26, 8, 0.3, 0.07",
    "26, 8, 0.5, 0.1",
    "26, 8, 0.8, 0.1",
    "52, 13, 0.8, 0.1",
    "52, 13, 0.95, 0.1",
  })
  void likeWeeksDoNotLookLikeAnImprovement(
      int weeksBefore, int window, double correlation, double deviation) {
    LikeWeeks likeWeeks = new LikeWeeks(MEAN, deviation, correlation);
    Random random = new Random(20261130);
    int improved = 0;
    int unwarned = 0;
    int plain = 0;
    for (int i = 0; i < SAMPLES; i++) {
      List<Tallies> weeks = likeWeeks.weeks(weeksBefore + window, 0, 0, random);
      List<Window> history = history(weeks.subList(0, weeksBefore));
      BeforeAfter scope =
          WindowFixtures.weeks(
              window,
              together(history.subList(weeksBefore - window, weeksBefore)),
              together(history(weeks.subList(weeksBefore, weeks.size()))));
      Effect effect = effect(scope, history);
      plain += effect(scope, List.of()).verdict() == Verdict.IMPROVED ? 1 : 0;
      if (effect.verdict() == Verdict.IMPROVED) {
        improved++;
        unwarned += effect.warnings().contains(Warning.AUTOCORRELATED) ? 0 : 1;
      }
    }

    Simulated.log(
        "%d weeks, windows of %d, correlation %.2f, deviation %.2f: "
            + "improved %.3f, without a warning %.3f; as if independent %.3f%n",
        weeksBefore,
        window,
        correlation,
        deviation,
        (double) improved / SAMPLES,
        (double) unwarned / SAMPLES,
        (double) plain / SAMPLES);
    assertThat((double) unwarned / SAMPLES).isLessThan(LEVEL + CHANCE);
    if (correlation <= 0.5) {
      assertThat((double) improved / SAMPLES).isLessThan(LEVEL + CHANCE);
    }
    if (correlation >= 0.5) {
      // The test would not be one if plain intervals did as well.
      assertThat((double) plain / SAMPLES).isGreaterThan(0.1);
    }
  }

  @Test
  void aSeasonThatLooksLikeAnImprovementIsWarnedOf() {
    Random random = new Random(20261130);
    int improved = 0;
    int unwarned = 0;
    for (int i = 0; i < SAMPLES / 4; i++) {
      // March to May, low, and the three months after it, high.
      BeforeAfter scope =
          WindowFixtures.weeks(13, sum(13, MEAN - 0.1, random), sum(13, MEAN + 0.1, random));
      Effect effect = effect(scope, List.of());
      improved += effect.verdict() == Verdict.IMPROVED ? 1 : 0;
      unwarned += effect.warnings().contains(Warning.SEASONALITY) ? 0 : 1;
    }

    assertThat(improved).isGreaterThan(SAMPLES / 8);
    assertThat(unwarned).isZero();
  }

  @Test
  void aSeasonThatTheComparisonHasTooIsNoImprovement() {
    Random random = new Random(20261130);
    int improved = 0;
    for (int i = 0; i < SAMPLES; i++) {
      BeforeAfter scope =
          WindowFixtures.weeks(4, sum(4, MEAN - 0.1, random), sum(4, MEAN + 0.1, random));
      BeforeAfter comparison =
          WindowFixtures.weeks(4, sum(4, MEAN - 0.1, random), sum(4, MEAN + 0.1, random));
      Effect effect =
          Effects.of(new EffectInput(Metrics.SLA, scope, comparison, List.of(), true, 5));
      improved += effect.verdict() == Verdict.IMPROVED ? 1 : 0;
    }

    Simulated.log("season in both scopes: improved %.3f%n", (double) improved / SAMPLES);
    assertThat((double) improved / SAMPLES).isLessThan(LEVEL + CHANCE);
  }

  private static Effect effect(BeforeAfter scope, List<Window> history) {
    return Effects.of(new EffectInput(Metrics.SLA, scope, null, history, true, 5));
  }

  private static Tallies sum(int count, double share, Random random) {
    Tallies sum = new Tallies();
    for (int i = 0; i < count; i++) {
      sum.merge(LikeWeeks.week(share, random));
    }
    return sum;
  }
}
