package dev.barometer.survey.ticket;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Ticket;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file tells of a ticket: its complete state, and since when it is so.
 *
 * @param id of the event
 * @param source of the event
 */
public record TicketEvent(String id, String source, String type, Instant time, Ticket ticket) {
  private static final String FILE = "/barometer/survey-service/import";

  /** As an event tells it. */
  public static TicketEvent told(
      String id, String source, String type, @Nullable Instant time, Ticket said, Instant now) {
    Instant since = time == null ? now : time;
    return new TicketEvent(id, source, type, since, Inbound.complete(said, time));
  }

  /**
   * As a row tells it that is no event: it is so since it was updated, or since the last thing that
   * is told of it. The same row is the same event.
   *
   * @param requestedAt stands in where nothing of it has a time; such a ticket breaks a rule
   */
  public static TicketEvent asOf(@Nullable Instant updatedAt, Ticket said, Instant requestedAt) {
    Instant since =
        updatedAt == null
            ? Stream.of(
                    said.openedAt(), said.firstRespondedAt(), said.resolvedAt(), said.closedAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(requestedAt)
            : updatedAt;
    Ticket ticket = Inbound.complete(said, since);
    return new TicketEvent(
        ticket.ticketId() + "-" + ticket.revision(), FILE, typeOf(ticket), since, ticket);
  }

  private static String typeOf(Ticket ticket) {
    if (Ticket.CLOSED.equals(ticket.status())) {
      return EventTypes.TICKET_CLOSED;
    }
    return Ticket.RESOLVED.equals(ticket.status())
        ? EventTypes.TICKET_RESOLVED
        : EventTypes.TICKET_UPDATED;
  }
}
