package dev.barometer.survey.ticket;

import dev.barometer.contract.Attribution;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Ticket;
import dev.barometer.contract.Violation;
import dev.barometer.survey.gate.Gate;
import dev.barometer.survey.gate.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Only a higher revision of a ticket is news. Whom its resolution is credited to is frozen when it
 * becomes resolved or closed, and again only after a reopening.
 */
final class TicketGate implements Gate<Ticket> {

  @Override
  public Verdict judge(Ticket said, Occasion occasion, byte @Nullable [] memory) {
    Ticket ticket = complete(said, occasion.time());
    List<Violation> violations = Rules.check(ticket, occasion.now());
    if (!violations.isEmpty()) {
      return Verdict.Refused.broken(violations);
    }
    TicketMemory before = memory == null ? null : TicketMemory.read(memory);
    if (before != null && ticket.revision() <= before.revision()) {
      return new Verdict.Repeated();
    }
    Ticket credited = ticket.withAttribution(attribution(ticket, before, occasion.at()));
    return new Verdict.Accepted(
        credited, typeOf(credited, occasion.type(), before), TicketMemory.of(credited).toBytes());
  }

  /**
   * The ticket with its revision, and without an attribution: who is credited is decided here, not
   * by the sender.
   */
  static Ticket complete(Ticket said, @Nullable Instant eventTime) {
    Ticket ticket = said.withAttribution(null);
    return eventTime == null ? ticket : ticket.withDefaults(eventTime);
  }

  private static @Nullable Attribution attribution(
      Ticket ticket, @Nullable TicketMemory before, Instant at) {
    if (!ticket.done()) {
      return before == null ? null : before.attribution();
    }
    if (before != null
        && before.attribution() != null
        && before.done()
        && ticket.reopenCount() <= before.reopenCount()) {
      return before.attribution();
    }
    return new Attribution(
        resolutionTime(ticket, at), ticket.context(), ticket.slaMet(), ticket.resolvedBy());
  }

  private static Instant resolutionTime(Ticket ticket, Instant at) {
    if (ticket.resolvedAt() != null) {
      return ticket.resolvedAt();
    }
    return ticket.closedAt() == null ? at : ticket.closedAt();
  }

  /** The type as it was sent where it is one of a ticket's, else what the change looks like. */
  private static String typeOf(Ticket ticket, String sent, @Nullable TicketMemory before) {
    if (EventTypes.of(Ticket.class).contains(sent)) {
      return sent;
    }
    if (before == null && !ticket.done()) {
      return EventTypes.TICKET_OPENED;
    }
    boolean wasDone = before != null && before.done();
    if (ticket.done() == wasDone) {
      return EventTypes.TICKET_UPDATED;
    }
    if (wasDone) {
      return EventTypes.TICKET_REOPENED;
    }
    return ticket.status().equals(Ticket.CLOSED)
        ? EventTypes.TICKET_CLOSED
        : EventTypes.TICKET_RESOLVED;
  }
}
