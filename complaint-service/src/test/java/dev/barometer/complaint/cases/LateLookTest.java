package dev.barometer.complaint.cases;

import static dev.barometer.complaint.CaseFixtures.NINE_TO_FIVE;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.clock.ClockName;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.ClockTarget;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever looks late finds what somebody who looked all the time would have found. */
class LateLookTest {
  private static final Actor KIM = new Actor("token:Kim", "Kim");

  /** A grievance has five days for its answer and twenty in all, a complaint has six in all. */
  private static final ClockRules SHORT_FOR_COMPLAINTS =
      new ClockRules(
          NINE_TO_FIVE,
          (name, kind, severity, calendar) ->
              name == ClockName.LIMIT && kind.equals(Case.COMPLAINT)
                  ? new ClockTarget(Duration.ofHours(48), Duration.ofHours(44))
                  : CaseFixtures.RULES.targets().of(name, kind, severity, calendar));

  @Test
  void strikesAtTheSameMoments_whenNobodyLooksForWeeks() {
    Instant end = MONDAY.plus(Duration.ofDays(40));
    Case looked = openCase("C-1");
    for (Instant at = MONDAY; !at.isAfter(end); at = at.plus(Duration.ofMinutes(30))) {
      looked = looked.struck(at, SHORT_FOR_COMPLAINTS);
    }

    Case late = openCase("C-1").struck(end, SHORT_FOR_COMPLAINTS);

    assertThat(late.handling().history()).isEqualTo(looked.handling().history());
    assertThat(late.handling().clocks().find(ClockName.LIMIT).orElseThrow().breachedAt())
        .as("the sixth working day ends")
        .isEqualTo("2026-11-23T17:00:00Z");
  }

  @Test
  void isAssessedAsWhatItIsByThen_whenTheKindIsLeftOut() {
    var moves = new CaseMoves(CaseFixtures.BOOK);
    Case here = moves.acknowledge(openCase("C-1"), KIM, MONDAY, null);
    Instant afterTheAnswerWasDue = MONDAY.plus(Duration.ofDays(8));

    Case assessed = moves.assess(here, KIM, afterTheAnswerWasDue, Severity.NORMAL, null, null);

    assertThat(assessed.kind()).isEqualTo(Case.COMPLAINT);
    assertThat(assessed.status()).isEqualTo(Status.ASSESSED);
  }
}
