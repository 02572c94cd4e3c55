package dev.barometer.contract.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.rule.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may enter as it was sent; what else is asked of it is in RulesTest. */
class InboundTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void aWithdrawalNeedsNoMoreThanItsId() {
    Response withdrawal = Response.builder("R1").withdrawnAt(NOW).build();

    assertThat(Inbound.checkSent(withdrawal, NOW)).isEmpty();
    assertThat(Inbound.checkSent(withdrawal.toBuilder().responseId("R\u0000").build(), NOW))
        .extracting(Violation::field)
        .containsExactly("responseId");
    assertThat(
            Inbound.checkSent(
                withdrawal.toBuilder().withdrawnAt(NOW.plusSeconds(3_600)).build(), NOW))
        .extracting(Violation::field)
        .contains("withdrawnAt");
  }

  @Test
  void anAnswerIsCheckedWithItsDefaults() {
    Response answer =
        Response.builder("R1")
            .surveyId("after-ticket")
            .submittedAt(NOW)
            .answers(List.of(new Answer("recommend", "nps", "0-10", 9, null, null)))
            .build();

    assertThat(Inbound.checkSent(answer, NOW)).isEmpty();
    assertThat(Inbound.checkSent(answer.toBuilder().answers(List.of()).build(), NOW))
        .extracting(Violation::field)
        .containsExactly("answers");
    assertThat(Inbound.checkSent(answer.toBuilder().revision(1L << 53).build(), NOW))
        .extracting(Violation::field)
        .containsExactly("revision");
  }

  @Test
  void aTicketsAttributionIsNotItsSendersToSay() {
    Ticket said =
        Ticket.builder("T1")
            .status(Ticket.RESOLVED)
            .openedAt(NOW.minusSeconds(60))
            .attribution(new Attribution(NOW, Context.NONE, null, Ticket.HUMAN))
            .build();

    Ticket complete = Inbound.complete(said, NOW);

    assertThat(complete.attribution()).isNull();
    assertThat(complete.resolvedAt()).isEqualTo(NOW);
    assertThat(Inbound.complete(said, null).resolvedAt()).isNull();
    assertThat(Inbound.check(complete, NOW, NOW)).isEmpty();
  }
}
