package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads what a dead letter says as the gate will read it. */
final class DeadLetterReader {
  private static final String SOURCE = "/barometer/reporting-service";

  private DeadLetterReader() {}

  /** The fact as the gate will judge it; what it is refused for is named by field. */
  static Fact fact(Object read, InboundEvent event, Instant now) {
    Fact sent;
    List<Violation> violations;
    if (read instanceof Ticket said) {
      Ticket ticket = Inbound.complete(said, event.time());
      sent = ticket;
      violations = Inbound.check(ticket, event.time(), now);
    } else {
      Response response = (Response) read;
      sent = response;
      violations = Inbound.checkSent(response, now);
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(
          violations.stream()
              .map(violation -> new Violation("value." + violation.field(), violation.rule()))
              .toList());
    }
    return sent;
  }

  /**
   * What the gate will read. A value that is an event of its own says everything; else what can be
   * used of the dead letter's headers is, and the rest made up for: nobody can mend headers.
   */
  static InboundEvent event(DeadLetter deadLetter, byte[] value, Class<?> record, Instant now) {
    List<String> types = EventTypes.of(record);
    if (FactJson.readTree(value).has("specversion")) {
      RecordHeaders structured = new RecordHeaders();
      structured.add("content-type", "application/cloudevents+json".getBytes(UTF_8));
      InboundEvent event = KafkaEvents.read(structured, value);
      if (event.time() != null && !Rules.checkEventTime("time", event.time(), now).isEmpty()) {
        throw new UnreadableFactException(Rules.checkEventTime("time", event.time(), now).get(0));
      }
      if (!types.contains(event.type())) {
        throw new UnreadableFactException(
            new Violation("type", "must be one of " + String.join(", ", types)));
      }
      return event;
    }
    return new InboundEvent(
        attribute(deadLetter, "ce_id").orElse(deadLetter.id()),
        attribute(deadLetter, "ce_source").orElse(SOURCE),
        attribute(deadLetter, "ce_type").filter(types::contains).orElse(""),
        null,
        attribute(deadLetter, "ce_time")
            .flatMap(text -> time(text, now))
            .orElse(deadLetter.putAsideAt()),
        value);
  }

  /** What the change looks like, where its sender named none that we know. */
  static String typeOf(Fact fact) {
    if (fact instanceof Ticket ticket) {
      return switch (ticket.status()) {
        case Ticket.CLOSED -> EventTypes.TICKET_CLOSED;
        case Ticket.RESOLVED -> EventTypes.TICKET_RESOLVED;
        default -> EventTypes.TICKET_UPDATED;
      };
    }
    Response response = (Response) fact;
    if (response.withdrawnAt() != null) {
      return EventTypes.RESPONSE_WITHDRAWN;
    }
    return response.revision() > 1 ? EventTypes.RESPONSE_REVISED : EventTypes.RESPONSE_SUBMITTED;
  }

  private static Optional<String> attribute(DeadLetter deadLetter, String name) {
    String found = null;
    for (DeadLetter.Header header : deadLetter.headers()) {
      if (header.name().equals(name)) {
        found = header.value() == null ? null : DeadLetterText.of(header.value()).orElse(null);
      }
    }
    return Optional.ofNullable(found)
        .filter(text -> !text.isBlank() && text.length() <= KafkaEvents.LONGEST_ATTRIBUTE);
  }

  private static Optional<Instant> time(String text, Instant now) {
    try {
      return Optional.of(IsoTimes.parse(text))
          .filter(time -> Rules.checkEventTime("time", time, now).isEmpty());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
