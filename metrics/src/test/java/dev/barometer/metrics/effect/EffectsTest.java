package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.nps;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static dev.barometer.metrics.effect.WindowFixtures.START;
import static dev.barometer.metrics.effect.WindowFixtures.fourWeeks;
import static dev.barometer.metrics.effect.WindowFixtures.history;
import static dev.barometer.metrics.effect.WindowFixtures.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Interval;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.effect.Effect.Verdict;
import dev.barometer.metrics.effect.Effect.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {

  @Test
  void aHigherShareIsBetter() {
    Effect effect = ofSla(yesNo(Metrics.SLA, 48, 80), yesNo(Metrics.SLA, 56, 70));

    assertThat(effect.verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(effect.before()).isEqualTo(60.0);
    assertThat(effect.after()).isEqualTo(80.0);
    assertThat(effect.difference()).isEqualTo(20.0);
    assertThat(effect.nBefore()).isEqualTo(80);
    assertThat(effect.nAfter()).isEqualTo(70);
    assertThat(effect.unit()).isEqualTo("percent");
    assertThat(low(effect)).isCloseTo(4.28, within(5.1e-3));
    assertThat(high(effect)).isCloseTo(34.22, within(5.1e-3));
    assertThat(ofSla(yesNo(Metrics.SLA, 56, 70), yesNo(Metrics.SLA, 48, 80)).verdict())
        .isEqualTo(Verdict.WORSE);
  }

  @Test
  void aLowerRateIsBetter_whereLowIsGood() {
    Tallies many = yesNo(Metrics.REOPEN_RATE, 56, 70);
    Tallies few = yesNo(Metrics.REOPEN_RATE, 48, 80);

    assertThat(Effects.of(input(Metrics.REOPEN_RATE, fourWeeks(many, few))).verdict())
        .isEqualTo(Verdict.IMPROVED);
    assertThat(Effects.of(input(Metrics.REOPEN_RATE, fourWeeks(few, many))).verdict())
        .isEqualTo(Verdict.WORSE);
  }

  @Test
  void anIntervalWithNothingInItIsNoEvidence() {
    Effect effect = ofSla(yesNo(Metrics.SLA, 60, 80), yesNo(Metrics.SLA, 56, 70));

    assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(low(effect)).isNegative();
    assertThat(high(effect)).isPositive();
  }

  @Test
  void thereIsNoVerdict_untilTheWindowIsOver() {
    BeforeAfter clear = fourWeeks(yesNo(Metrics.SLA, 10, 100), yesNo(Metrics.SLA, 90, 100));
    Effect effect = Effects.of(new EffectInput(Metrics.SLA, clear, null, List.of(), false, 5));

    assertThat(effect.verdict()).isEqualTo(Verdict.TOO_EARLY);
    assertThat(effect.difference()).isEqualTo(80.0);
    assertThat(effect.interval()).isNotNull();
  }

  @Test
  void anOpinionOfTooFewIsHidden_andSoIsTheDifference() {
    Effect effect = Effects.of(input(Metrics.NPS, fourWeeks(nps(0, 0, 40), nps(4, 0, 0))));

    assertThat(effect.before()).isEqualTo(-100.0);
    assertThat(effect.after()).isNull();
    assertThat(effect.nAfter()).isEqualTo(4);
    assertThat(effect.difference()).isNull();
    assertThat(effect.interval()).isNull();
    assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(effect.warnings()).contains(Warning.SMALL_N);
  }

  @Test
  void factsOfFewAreTold_withAWideInterval() {
    Effect effect = ofSla(yesNo(Metrics.SLA, 1, 3), yesNo(Metrics.SLA, 3, 3));

    assertThat(effect.difference()).isCloseTo(200.0 / 3, within(1e-9));
    assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void nothingIsSaid_whereAWindowIsEmpty() {
    for (Metric metric : Metrics.all()) {
      if (EffectInput.isMeasurable(metric)) {
        Effect effect = Effects.of(input(metric, fourWeeks(new Tallies(), new Tallies())));

        assertThat(effect.difference()).isNull();
        assertThat(effect.interval()).isNull();
        assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
      }
    }
  }

  @Test
  void countsAreRefused() {
    assertThat(EffectInput.isMeasurable(Metrics.TICKETS_OPENED)).isFalse();
    assertThatThrownBy(() -> input(Metrics.TICKETS_OPENED, fourWeeks(new Tallies(), new Tallies())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void talliesThatAreDifferencesAreRefused() {
    Tallies negative = new Tallies().subtract(yesNo(Metrics.SLA, 2, 3));

    assertThatThrownBy(() -> ofSla(negative, yesNo(Metrics.SLA, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pointsAreComparedOnTheScaleOfTheWindowAfter() {
    Tallies before = answers(Metrics.CES, "effort-5", 1, 90, 2, 90);
    before.merge(answers(Metrics.CES, "ease-7", 3, 20, 4, 20));
    Tallies after = answers(Metrics.CES, "ease-7", 5, 20, 6, 20);
    after.merge(answers(Metrics.CES, "effort-5", 5, 19));

    Effect effect = Effects.of(input(Metrics.CES, fourWeeks(before, after)));

    assertThat(effect.scale()).isEqualTo("ease-7");
    assertThat(effect.before()).isEqualTo(3.5);
    assertThat(effect.nBefore()).isEqualTo(40);
    assertThat(effect.difference()).isEqualTo(2.0);
    assertThat(effect.verdict()).isEqualTo(Verdict.IMPROVED);
  }

  @Test
  void aMeanWithoutSpreadHasADifferenceAndNoInterval() {
    Tallies hours =
        durations(Metrics.ART, Duration.ofHours(5), Duration.ofHours(5), Duration.ofHours(5));
    Tallies minutes = durations(Metrics.ART, Duration.ofMinutes(5), Duration.ofMinutes(5));

    Effect effect = Effects.of(input(Metrics.ART, fourWeeks(hours, minutes)));

    assertThat(effect.difference()).isEqualTo(300.0 - 18_000);
    assertThat(effect.interval()).isNull();
    assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void whatChangedElsewhereTooIsSubtracted() {
    BeforeAfter own = fourWeeks(yesNo(Metrics.SLA, 120, 200), yesNo(Metrics.SLA, 160, 200));
    BeforeAfter others = fourWeeks(yesNo(Metrics.SLA, 240, 400), yesNo(Metrics.SLA, 316, 400));

    Effect alone = Effects.of(input(Metrics.SLA, own));
    Effect compared = ofSla(own, others);

    assertThat(alone.verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(compared.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(compared.difference()).isCloseTo(1, within(1e-9));
    assertThat(compared.comparisonDifference()).isCloseTo(19, within(1e-9));
    assertThat(compared.warnings()).contains(Warning.COMPARISON_MOVED);
    // sqrt of the squared distances of both: wider than each.
    assertThat(high(compared) - low(compared)).isGreaterThan(high(alone) - low(alone));
  }

  @Test
  void aComparisonThatStayedLeavesTheEffect() {
    BeforeAfter own = fourWeeks(yesNo(Metrics.SLA, 120, 200), yesNo(Metrics.SLA, 170, 200));
    BeforeAfter others = fourWeeks(yesNo(Metrics.SLA, 280, 400), yesNo(Metrics.SLA, 278, 400));

    Effect effect = ofSla(own, others);

    assertThat(effect.difference()).isCloseTo(25.5, within(1e-9));
    assertThat(effect.verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(effect.warnings()).doesNotContain(Warning.COMPARISON_MOVED, Warning.SMALL_N);
  }

  @Test
  void aComparisonWithoutDataLeavesNoDifference() {
    BeforeAfter own = fourWeeks(yesNo(Metrics.SLA, 120, 200), yesNo(Metrics.SLA, 170, 200));

    Effect effect = ofSla(own, fourWeeks(yesNo(Metrics.SLA, 5, 9), new Tallies()));

    assertThat(effect.difference()).isNull();
    assertThat(effect.interval()).isNull();
    assertThat(effect.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(effect.warnings()).contains(Warning.SMALL_N);
  }

  @Test
  void fewObservationsAreWarnedOf_inTheComparisonToo() {
    assertThat(ofSla(yesNo(Metrics.SLA, 15, 20), yesNo(Metrics.SLA, 15, 20)).warnings())
        .doesNotContain(Warning.SMALL_N);
    assertThat(ofSla(yesNo(Metrics.SLA, 15, 19), yesNo(Metrics.SLA, 15, 20)).warnings())
        .contains(Warning.SMALL_N);
    assertThat(ofSla(yesNo(Metrics.SLA, 15, 20), yesNo(Metrics.SLA, 15, 19)).warnings())
        .contains(Warning.SMALL_N);
    BeforeAfter enough = fourWeeks(yesNo(Metrics.SLA, 15, 20), yesNo(Metrics.SLA, 15, 20));
    BeforeAfter few = fourWeeks(yesNo(Metrics.SLA, 15, 20), yesNo(Metrics.SLA, 15, 19));
    assertThat(ofSla(enough, few).warnings()).contains(Warning.SMALL_N);
  }

  @Test
  void aShortHistoryIsWarnedOf() {
    assertThat(afterWeeks(15).warnings()).contains(Warning.HISTORY_TOO_SHORT);
    assertThat(afterWeeks(16).warnings()).doesNotContain(Warning.HISTORY_TOO_SHORT);
    assertThat(afterWeeks(0).designEffect()).isEqualTo(1);
  }

  @Test
  void likeWeeksAreWarnedOf_andWidenTheInterval() {
    List<Tallies> weeks = new ArrayList<>();
    for (int percent : new int[] {64, 66, 72, 76, 72, 66, 64, 66, 72, 76, 72, 66}) {
      weeks.add(yesNo(Metrics.SLA, percent, 100));
    }
    BeforeAfter scope = fourWeeks(yesNo(Metrics.SLA, 280, 400), yesNo(Metrics.SLA, 307, 400));

    Effect plain = Effects.of(input(Metrics.SLA, scope));
    Effect dependent =
        Effects.of(new EffectInput(Metrics.SLA, scope, null, history(weeks), true, 5));

    assertThat(plain.verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(dependent.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(dependent.warnings()).contains(Warning.AUTOCORRELATED);
    assertThat(dependent.designEffect()).isBetween(1.5, 3.0);
    assertThat(dependent.difference()).isEqualTo(plain.difference());
    assertThat((high(dependent) - low(dependent)) / (high(plain) - low(plain)))
        .isGreaterThan(Math.sqrt(dependent.designEffect()));
  }

  @Test
  void theIntervalOfABalanceIsPossible() {
    Effect effect =
        Effects.of(
            new EffectInput(
                Metrics.NPS, fourWeeks(nps(0, 0, 1), nps(1, 0, 1)), null, List.of(), true, 1));

    assertThat(high(effect)).isEqualTo(200.0);
    assertThat(low(effect)).isGreaterThan(-200.0);
  }

  @Test
  void theWindowsAreInOrder() {
    Window window = new Window(START, START.plusDays(7), new Tallies());

    assertThatThrownBy(() -> new BeforeAfter(window, window))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Window(START, START, new Tallies()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHistoryIsInOrder_andItsPeriodsAreOfALength() {
    Window week = new Window(START, START.plusDays(7), new Tallies());
    Window month = new Window(START.plusDays(7), START.plusDays(37), new Tallies());

    assertThatThrownBy(() -> withHistory(week, week)).hasMessageContaining("after one to");
    assertThatThrownBy(() -> withHistory(week, month)).hasMessageContaining("7 and 30 days");
  }

  @Test
  void verdictsAndWarningsTravelAsTexts() {
    assertThat(Arrays.stream(Verdict.values()).map(Verdict::label))
        .containsExactly("improved", "no evidence", "worse", "too early");
    assertThat(Arrays.stream(Warning.values()).map(Warning::label)).doesNotHaveDuplicates();
  }

  private static Effect afterWeeks(int count) {
    List<Tallies> weeks = Collections.nCopies(count, yesNo(Metrics.SLA, 70, 100));
    BeforeAfter scope = fourWeeks(yesNo(Metrics.SLA, 280, 400), yesNo(Metrics.SLA, 280, 400));
    return Effects.of(new EffectInput(Metrics.SLA, scope, null, history(weeks), true, 5));
  }

  private static EffectInput withHistory(Window... history) {
    BeforeAfter scope = fourWeeks(new Tallies(), new Tallies());
    return new EffectInput(Metrics.SLA, scope, null, List.of(history), true, 5);
  }

  private static Effect ofSla(Tallies before, Tallies after) {
    return Effects.of(input(Metrics.SLA, fourWeeks(before, after)));
  }

  private static Effect ofSla(BeforeAfter own, BeforeAfter comparison) {
    return Effects.of(new EffectInput(Metrics.SLA, own, comparison, List.of(), true, 5));
  }

  private static double low(Effect effect) {
    Interval interval = effect.interval();
    assertThat(interval).isNotNull();
    return interval.low();
  }

  private static double high(Effect effect) {
    Interval interval = effect.interval();
    assertThat(interval).isNotNull();
    return interval.high();
  }
}
