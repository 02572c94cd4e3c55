package dev.barometer.complaint.cases;

import static dev.barometer.complaint.CaseFixtures.RULES;
import static dev.barometer.complaint.CaseFixtures.evidence;
import static dev.barometer.complaint.CaseFixtures.openCase;
import static dev.barometer.complaint.ResponseFixtures.EMAIL_TEAM;
import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.complaint.CaseFixtures;
import dev.barometer.complaint.clock.CaseClock;
import dev.barometer.complaint.clock.ClockName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReopenedCaseTest {
  private static final Actor KIM = new Actor("token:Kim", "Kim");
  private static final Instant LATER = MONDAY.plus(Duration.ofHours(3));

  private final CaseMoves moves = new CaseMoves(CaseFixtures.BOOK);

  private Case answered() {
    Case here = moves.acknowledge(openCase("C-1"), KIM, MONDAY, null);
    here = moves.assess(here, KIM, MONDAY, Severity.NORMAL, null, null);
    return moves.respond(here, KIM, MONDAY.plus(Duration.ofHours(1)), "Sorry.", false);
  }

  @Test
  void owesAnAnswerAgain_whenItWasAnsweredAndWithdrawn() {
    Case withdrawn = moves.withdraw(answered(), KIM, LATER, "A mistake.");

    Case reopened = moves.reopen(withdrawn, KIM, LATER, "Not a mistake.");

    assertThat(reopened.status()).isEqualTo(Status.INVESTIGATING);
    assertThat(answerOf(reopened).state()).isEqualTo(CaseClock.State.RUNNING);
    assertThat(answerOf(reopened).used()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void owesAnAnswerAgain_whenWhatWasTakenBackIsSaidAgain() {
    Case answered = answered();
    Evidence said = answered.evidence().get(0);
    Case withdrawn = answered.with(said.struck(2), LATER, LATER, RULES);
    assertThat(withdrawn.status()).isEqualTo(Status.WITHDRAWN);

    Evidence again = evidence(said.responseId(), MONDAY, Severity.SEVERE, EMAIL_TEAM);
    Case reopened = withdrawn.with(again, LATER, LATER, RULES);

    assertThat(reopened.status()).isEqualTo(Status.INVESTIGATING);
    assertThat(answerOf(reopened).state()).isEqualTo(CaseClock.State.RUNNING);
  }

  @Test
  void hasClocks_whenItWasOverBeforeThereWereAny() {
    Case now = openCase("C-1");
    Case before =
        new Case(
            "C-1",
            1,
            now.kind(),
            Status.WITHDRAWN,
            now.severity(),
            now.rule(),
            now.openedAt(),
            null,
            now.ticketId(),
            now.personId(),
            now.context(),
            now.evidence().stream().map(one -> one.struck(2)).toList(),
            Handling.NONE,
            now.lastChange());

    Case byHand = moves.reopen(before, KIM, LATER, "We look at it.");
    Case bySaying = before.with(now.evidence().get(0), LATER, LATER, RULES);

    assertThat(byHand.nextStrike()).isEqualTo("2026-11-17T10:00:00Z");
    assertThat(bySaying.nextStrike()).isEqualTo("2026-11-17T10:00:00Z");
  }

  @Test
  void becomesAComplaint_whenWhatWasSaidIsCorrectedToOne() {
    Case open = openCase("C-1");
    Evidence said = open.evidence().get(0);

    Evidence worse =
        new Evidence(
            2, true, "formal", Severity.SEVERE, Case.COMPLAINT, said.context(), said.said());

    assertThat(open.with(worse, LATER, LATER, RULES).kind()).isEqualTo(Case.COMPLAINT);
  }

  private static CaseClock answerOf(Case here) {
    return here.handling().clocks().find(ClockName.ANSWER).orElseThrow();
  }
}
