package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Violations;
import java.util.List;

/** The rules of a ticket, its defaults filled in. */
final class TicketRules {
  private static final int SUBJECT_LENGTH = 1_000;
  private static final int LONGEST_WAIT = 31 * 24 * 3_600;
  private static final List<String> TICKET_STATUSES =
      List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final List<String> RESOLVERS = List.of(Ticket.HUMAN, Ticket.BOT);

  private TicketRules() {}

  static void check(Ticket ticket, Violations violations) {
    violations.id("ticketId", ticket.ticketId());
    violations.atLeast(1, "revision", ticket.revision());
    violations.oneOf("status", ticket.status(), TICKET_STATUSES);
    violations.label("type", ticket.type());
    violations.text("subject", ticket.subject(), SUBJECT_LENGTH);
    violations.atLeast(0, "reopenCount", ticket.reopenCount());
    violations.oneOf("resolvedBy", ticket.resolvedBy(), RESOLVERS);
    Integer waited = ticket.waitedSeconds();
    if (waited != null && (waited < 0 || waited > LONGEST_WAIT)) {
      violations.broken("waitedSeconds", "must be from 0 to " + LONGEST_WAIT + ", a month");
    }
    checkTimes(ticket, violations);
    FactRules.checkContext("context", ticket.context(), violations);
    Requester requester = ticket.requester();
    if (requester != null) {
      violations.in("requester").id("id", requester.id());
      violations.label("name", requester.name());
      violations.label("email", requester.email());
      violations.label("locale", requester.locale());
    }
    Attribution attribution = ticket.attribution();
    if (attribution != null) {
      violations.in("attribution").happened("frozenAt", attribution.frozenAt());
      violations.oneOf("resolvedBy", attribution.resolvedBy(), RESOLVERS);
      FactRules.checkContext("attribution.context", attribution.context(), violations);
    }
  }

  private static void checkTimes(Ticket ticket, Violations violations) {
    violations.happened("openedAt", ticket.openedAt());
    violations.mayHaveHappened("firstRespondedAt", ticket.firstRespondedAt());
    violations.mayHaveHappened("resolvedAt", ticket.resolvedAt());
    violations.mayHaveHappened("closedAt", ticket.closedAt());
    violations.inOrder(
        "openedAt", ticket.openedAt(), "firstRespondedAt", ticket.firstRespondedAt());
    violations.inOrder("openedAt", ticket.openedAt(), "resolvedAt", ticket.resolvedAt());
    violations.inOrder("openedAt", ticket.openedAt(), "closedAt", ticket.closedAt());
    // Until it is closed again, a reopened ticket may still carry the time of its last closing.
    if (Ticket.CLOSED.equals(ticket.status())) {
      violations.inOrder("resolvedAt", ticket.resolvedAt(), "closedAt", ticket.closedAt());
    }
  }
}
