package dev.barometer.survey.ticket;

import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.fact.Outgoing;
import dev.barometer.starter.signature.Sender;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Puts tickets on the inbound topic, keyed by the ticket id; the gate decides what is news. */
@Component
public class TicketPublisher {
  private final FactPublisher facts;

  public TicketPublisher(FactPublisher facts) {
    this.facts = facts;
  }

  /** Completes when the broker has acknowledged it. */
  public CompletableFuture<Void> submit(TicketEvent event, Sender sender) {
    return facts.publish(
        new Outgoing(
            Topics.INBOUND_TICKETS,
            event.ticket().ticketId(),
            event.ticket(),
            event.id(),
            event.source(),
            event.type(),
            event.time(),
            sender.toText()));
  }
}
