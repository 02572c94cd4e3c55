package dev.barometer.reporting.action;

import static dev.barometer.reporting.action.ActionFixtures.DESK;
import static dev.barometer.reporting.action.ActionFixtures.DUE;
import static dev.barometer.reporting.action.ActionFixtures.OTHER;
import static dev.barometer.reporting.action.ActionFixtures.START;
import static dev.barometer.reporting.action.ActionFixtures.answer;
import static dev.barometer.reporting.action.ActionFixtures.csat;
import static dev.barometer.reporting.action.ActionFixtures.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.effect.Effect.Verdict;
import dev.barometer.metrics.effect.Effect.Warning;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.GivenTallies;
import dev.barometer.reporting.score.StoredPeriodTallies;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of an action is what its tallies say, and what was before does not move. */
class OutcomesTest {
  private static final int WEEKS_AFTER = 6;
  private static final LocalDate FIRST = START.minusWeeks(Baseline.ALL_WEEKS);

  private final GivenTallies tallies = new GivenTallies(ZoneOffset.UTC);
  private final Outcomes outcomes = outcomes(ZoneOffset.UTC);

  private Outcomes outcomes(ZoneId zone) {
    OrganisationCalendar calendar = new OrganisationCalendar(zone, Duration.ofDays(100));
    return new Outcomes(new StoredPeriodTallies(tallies, calendar), calendar, 5);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private Outcome after(Goal goal, Baseline baseline, LocalDate until) {
    return outcomes.of(goal, baseline, WEEKS_AFTER, startOf(until));
  }

  @Test
  void equalsAComputationByHand() {
    answer(tallies, DESK, FIRST, Baseline.ALL_WEEKS, 5);
    answer(tallies, DESK, START, WEEKS_AFTER + 3, 7);
    Goal goal = goal("csat", 70, null);

    Outcome outcome = after(goal, outcomes.baseline(goal), START.plusWeeks(9));

    // Of 56 days with 10 answers half have 5 and half 6 good ones; after it 7 and 8 of 42 days.
    double before = 100.0 * (28 * 5 + 28 * 6) / 560;
    double after = 100.0 * (21 * 7 + 21 * 8) / 420;
    assertThat(outcome.before().value()).isCloseTo(before, within(1e-9));
    assertThat(outcome.before().n()).isEqualTo(560);
    assertThat(outcome.after().value()).isCloseTo(after, within(1e-9));
    assertThat(outcome.after().n()).isEqualTo(420);
    assertThat(outcome.effect().difference()).isCloseTo(after - before, within(1e-9));
    assertThat(outcome.effect().verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(outcome.effect().interval().low()).isBetween(10.0, 20.0);
    assertThat(outcome.weeks()).isEqualTo(WEEKS_AFTER);
    assertThat(outcome.until()).isEqualTo(START.plusWeeks(WEEKS_AFTER));
    assertThat(outcome.before().from()).isEqualTo(startOf(START.minusWeeks(8)));
    assertThat(outcome.before().to()).isEqualTo(startOf(START));
    assertThat(goal.isReachedBy(after)).isTrue();
    assertThat(goal.isReachedBy(before)).isFalse();
  }

  @Test
  void isTooEarly_untilAsManyWeeksAreOverAsWereFixed() {
    answer(tallies, DESK, FIRST, Baseline.ALL_WEEKS, 5);
    answer(tallies, DESK, START, 12, 9);
    Goal goal = goal("csat", 70, null);
    Baseline baseline = outcomes.baseline(goal);

    Outcome none = after(goal, baseline, START.plusDays(6));
    Outcome some = after(goal, baseline, START.plusWeeks(6).minusDays(1));
    Outcome all = after(goal, baseline, START.plusWeeks(6));

    assertThat(none.after()).isNull();
    assertThat(none.effect().difference()).isNull();
    assertThat(none.effect().verdict()).isEqualTo(Verdict.TOO_EARLY);
    assertThat(some.weeks()).isEqualTo(5);
    assertThat(some.after().n()).isEqualTo(350);
    assertThat(some.effect().verdict()).isEqualTo(Verdict.TOO_EARLY);
    assertThat(all.effect().verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(after(goal, baseline, START.plusWeeks(12))).isEqualTo(all);
  }

  @Test
  void theBaselineStays_whateverComesLate() {
    answer(tallies, DESK, FIRST, Baseline.ALL_WEEKS, 5);
    Goal goal = goal("csat", 70, null);
    Baseline frozen = outcomes.baseline(goal);
    byte[] kept = FactJson.write(frozen);
    Outcome told = after(goal, frozen, START.plusWeeks(6));

    answer(tallies, DESK, START.minusWeeks(8), 8, 10);

    Baseline read = FactJson.read(kept, Baseline.class);
    assertThat(read).isEqualTo(frozen);
    assertThat(after(goal, read, START.plusWeeks(6))).isEqualTo(told);
    assertThat(outcomes.baseline(goal)).isNotEqualTo(frozen);
  }

  @Test
  void subtractsWhatChangedWhereThereWasNoAction() {
    answer(tallies, DESK, FIRST, Baseline.ALL_WEEKS, 5);
    answer(tallies, DESK, START, WEEKS_AFTER, 7);
    answer(tallies, OTHER, START.minusWeeks(8), 8, 5);
    answer(tallies, OTHER, START, WEEKS_AFTER, 7);
    Goal goal = goal("csat", 70, OTHER);

    Outcome outcome = after(goal, outcomes.baseline(goal), START.plusWeeks(6));

    assertThat(outcome.effect().comparisonDifference()).isCloseTo(20, within(1e-9));
    assertThat(outcome.effect().difference()).isCloseTo(0, within(1e-9));
    assertThat(outcome.effect().verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(outcome.effect().warnings()).contains(Warning.COMPARISON_MOVED);
  }

  @Test
  void saysBeforehandWhatWouldBeSeen_andLessIsSeenOfMore() {
    answer(tallies, DESK, FIRST, Baseline.ALL_WEEKS, 5);
    Goal goal = goal("csat", 70, null);

    Outcome planned = outcomes.expected(goal, DUE);
    Outcome longer = outcomes.expected(goal, START.plusWeeks(40));

    assertThat(planned.effect()).isNull();
    assertThat(planned.weeksAfter()).isEqualTo(6);
    assertThat(planned.expectedN()).isEqualTo(420);
    assertThat(planned.minimumDetectable().difference()).isBetween(5.0, 15.0);
    assertThat(longer.minimumDetectable().difference())
        .isPositive()
        .isLessThan(planned.minimumDetectable().difference());
  }

  @Test
  void tellsNothingOfTheOpinionsOfAFew() {
    for (int i = 0; i < 4; i++) {
      tallies.with(DESK, csat(i > 1, startOf(START.minusDays(2)).plusSeconds(3_600)));
    }
    answer(tallies, DESK, START, WEEKS_AFTER, 7);
    Goal goal = goal("csat", 70, null);

    Outcome outcome = after(goal, outcomes.baseline(goal), START.plusWeeks(6));

    assertThat(outcome.before().value()).isNull();
    assertThat(outcome.before().n()).isEqualTo(4);
    assertThat(outcome.minimumDetectable()).isNull();
    assertThat(outcome.effect().difference()).isNull();
    assertThat(outcome.effect().verdict()).isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void saysWhatFewerReopenedTicketsAreWorth() {
    for (int day = -56; day < 42; day++) {
      Instant at = startOf(START.plusDays(day)).plusSeconds(3_600);
      for (int i = 0; i < 10; i++) {
        tallies.with(DESK, Observation.yesNo("reopen-rate", i < (day < 0 ? 4 : 1), at));
        tallies.with(DESK, Observation.volume("tickets-closed", at));
      }
    }
    Goal goal = goal("reopen-rate", 20, null);

    Outcome outcome = after(goal, outcomes.baseline(goal), START.plusWeeks(6));

    assertThat(outcome.effect().difference()).isCloseTo(-30, within(1e-9));
    assertThat(outcome.effect().verdict()).isEqualTo(Verdict.IMPROVED);
    assertThat(outcome.returned().unit()).isEqualTo("tickets");
    assertThat(outcome.returned().volume()).isEqualTo(420);
    assertThat(outcome.returned().amount()).isCloseTo(0.3 * 420, within(1e-6));
    assertThat(outcome.returned().interval().low()).isLessThan(outcome.returned().amount());
    assertThat(goal.isReachedBy(10)).isTrue();
  }

  @Test
  void weeksBeginWhereTheOrganisationIs_alsoWhereClocksChange() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Goal goal = new Goal(DESK.toString(), Metrics.CSAT.id(), 70, LocalDate.of(2026, 4, 1), null);

    Outcome outcome =
        outcomes(berlin)
            .of(
                goal,
                outcomes(berlin).baseline(goal),
                4,
                Instant.parse("2026-04-28T22:00:00Z")); // midnight of the 29th

    assertThat(outcome.weeks()).isEqualTo(4);
    assertThat(outcome.before().from()).isEqualTo(Instant.parse("2026-02-03T23:00:00Z"));
    assertThat(outcome.before().to()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
  }

  @Test
  void measuresAsLongAsUntilItIsDue_withinBounds() {
    assertThat(List.of(1, 30, 43, 3_000))
        .extracting(days -> Baseline.weeksAfter(START, START.plusDays(days)))
        .containsExactly(4, 4, 6, 52);
  }
}
