package dev.barometer.metrics.effect;

import static dev.barometer.metrics.TallyFixtures.answers;
import static dev.barometer.metrics.TallyFixtures.durations;
import static dev.barometer.metrics.TallyFixtures.yesNo;
import static dev.barometer.metrics.effect.WindowFixtures.fourWeeks;
import static dev.barometer.metrics.effect.WindowFixtures.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Tallies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnOnMeasuresTest {

  @Test
  void hoursAreSavedWithEachTicket() {
    Effect effect =
        Effects.of(
            new EffectInput(
                Metrics.LOST_TIME,
                fourWeeks(hours(Metrics.LOST_TIME.id(), 4, 6), hours(Metrics.LOST_TIME.id(), 1, 2)),
                null,
                List.of(),
                true,
                1));

    ReturnOnMeasures measures = ReturnOnMeasures.of(effect, 200).orElseThrow();

    assertThat(measures.unit()).isEqualTo("hours");
    assertThat(measures.gain()).isCloseTo(3.5, within(1e-9));
    assertThat(measures.amount()).isCloseTo(700, within(1e-6));
    assertThat(measures.volume()).isEqualTo(200);
    assertThat(measures.interval()).isNotNull();
    assertThat(measures.interval().low())
        .isCloseTo(-effect.interval().high() / 3600 * 200, within(1e-6));
    assertThat(measures.interval().high())
        .isCloseTo(-effect.interval().low() / 3600 * 200, within(1e-6));
    assertThat(measures.interval().low()).isLessThan(measures.interval().high());
  }

  @Test
  void fewerAreReopened() {
    Effect effect =
        Effects.of(
            input(
                Metrics.REOPEN_RATE,
                fourWeeks(yesNo(Metrics.REOPEN_RATE, 56, 70), yesNo(Metrics.REOPEN_RATE, 48, 80))));

    ReturnOnMeasures measures = ReturnOnMeasures.of(effect, 80).orElseThrow();

    assertThat(measures.unit()).isEqualTo("tickets");
    assertThat(measures.gain()).isCloseTo(0.2, within(1e-9));
    assertThat(measures.amount()).isCloseTo(16, within(1e-9));
    // Newcombe's 0.0428 .. 0.3422 of 80
    assertThat(measures.interval().low()).isCloseTo(3.424, within(5e-3));
    assertThat(measures.interval().high()).isCloseTo(27.376, within(5e-3));
  }

  @Test
  void moreKeepTheirSla_andALossIsNegative() {
    Tallies more = yesNo(Metrics.SLA, 56, 70);
    Tallies fewer = yesNo(Metrics.SLA, 48, 80);

    assertThat(amount(fewer, more)).isCloseTo(20, within(1e-9));
    assertThat(amount(more, fewer)).isCloseTo(-20, within(1e-9));
  }

  @Test
  void aDifferenceWithoutAnIntervalHasAnAmountWithoutOne() {
    Effect effect =
        Effects.of(input(Metrics.ART, fourWeeks(hours("art", 5, 5), hours("art", 4, 4))));

    ReturnOnMeasures measures = ReturnOnMeasures.of(effect, 10).orElseThrow();

    assertThat(measures.amount()).isCloseTo(10, within(1e-9));
    assertThat(measures.interval()).isNull();
  }

  @Test
  void opinionsAndUnknownDifferencesSaveNothing() {
    Tallies csat = answers(Metrics.CSAT, "5", 5, 30, 1, 30);

    assertThat(ReturnOnMeasures.of(Effects.of(input(Metrics.CSAT, fourWeeks(csat, csat))), 5))
        .isEmpty();
    assertThat(
            ReturnOnMeasures.of(
                Effects.of(input(Metrics.ART, fourWeeks(new Tallies(), new Tallies()))), 5))
        .isEmpty();
  }

  @Test
  void thereIsNoNegativeVolume() {
    Tallies sla = yesNo(Metrics.SLA, 56, 70);
    Effect effect = Effects.of(input(Metrics.SLA, fourWeeks(sla, sla)));

    assertThatThrownBy(() -> ReturnOnMeasures.of(effect, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ReturnOnMeasures.of(effect, 0).orElseThrow().amount()).isZero();
  }

  private static double amount(Tallies before, Tallies after) {
    Effect effect = Effects.of(input(Metrics.SLA, fourWeeks(before, after)));
    return ReturnOnMeasures.of(effect, 100).orElseThrow().amount();
  }

  private static Tallies hours(String metric, int... hours) {
    Duration[] spans = new Duration[hours.length];
    for (int i = 0; i < hours.length; i++) {
      spans[i] = Duration.ofHours(hours[i]);
    }
    return durations(Metrics.find(metric).orElseThrow(), spans);
  }
}
