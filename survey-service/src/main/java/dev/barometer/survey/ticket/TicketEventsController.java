package dev.barometer.survey.ticket;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.Sender;
import dev.barometer.survey.event.EventReceipt;
import dev.barometer.survey.event.EventsPublisher;
import dev.barometer.survey.event.EventsPublisher.Checked;
import dev.barometer.survey.gate.KnownIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Ticket events over HTTP. The answer is given when the broker has acknowledged every event that
 * was accepted; whether it is news is decided behind it, by the gate.
 */
@RestController
@Tag(name = "Tickets")
class TicketEventsController {
  private final EventsPublisher events;
  private final KnownIds known;

  TicketEventsController(
      FactPublisher facts, KnownIds knownTickets, BarometerProperties barometer, Clock clock) {
    this.events =
        new EventsPublisher(
            facts,
            EventTypes.of(Ticket.class),
            Topics.INBOUND_TICKETS,
            barometer.http().maxBatch(),
            clock);
    this.known = knownTickets;
  }

  @Operation(
      summary = "Take ticket events: one, a batch, or one in binary mode",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = {
                @Content(mediaType = "application/cloudevents+json"),
                @Content(mediaType = "application/cloudevents-batch+json"),
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = Ticket.class))
              }))
  @ApiResponse(responseCode = "202", description = "All are acknowledged by the broker")
  @ApiResponse(responseCode = "207", description = "Some are; items say which not, and why")
  @ApiResponse(responseCode = "403", description = "Another sender sent it first, or the role")
  @PostMapping("/api/tickets/events")
  ResponseEntity<EventReceipt> accept(
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Parameter(hidden = true) InputStream body,
      HttpServletRequest call)
      throws IOException {
    Sender sender = Callers.senderOf(call);
    return events.accept(
        headers,
        body,
        sender,
        (event, now) -> {
          Ticket ticket = Inbound.complete(FactJson.read(event.data(), Ticket.class), event.time());
          List<Violation> violations = Inbound.check(ticket, event.time(), now);
          if (!violations.isEmpty()) {
            return Checked.broken(ticket, violations);
          }
          boolean isForeign =
              !sender.mayChangeAll()
                  && known.ownershipOf(ticket.ticketId(), false).isForeignTo(sender.mark());
          return isForeign ? Checked.foreign(ticket) : Checked.sound(ticket.ticketId(), ticket);
        });
  }
}
