package dev.barometer.survey.file;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.event.HttpEvents;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.survey.response.Completion;
import dev.barometer.survey.response.ResponseIds;
import dev.barometer.survey.ticket.TicketEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a file of JSON, a response, a ticket or an event a line. */
final class NdjsonReader implements ImportLines {
  private static final int LONGEST_LINE = 1_000_000;
  private static final String CHANNEL = "import";
  private static final List<String> TICKET_TYPES = EventTypes.of(Ticket.class);

  private final BoundedLines lines;
  private final NdjsonContent content;
  private final Instant now;
  private long number;

  NdjsonReader(NdjsonContent content, Path file, Instant now) throws IOException {
    this.lines = new BoundedLines(Files.newInputStream(file), LONGEST_LINE);
    this.content = content;
    this.now = now;
  }

  @Override
  public @Nullable ImportLine next() throws IOException {
    byte[] line = lines.next();
    number++;
    while (line != null && new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
      line = lines.next();
      number++;
    }
    return line == null ? null : read(line);
  }

  private ImportLine read(byte[] line) {
    if (line.length > LONGEST_LINE) {
      return bad(new Violation("", "must have at most " + LONGEST_LINE + " bytes"));
    }
    try {
      return content.tickets() ? ticket(line) : answer(line);
    } catch (UnreadableFactException e) {
      return bad(e.violation());
    }
  }

  private ImportLine answer(byte[] line) {
    Response said = FactJson.read(line, Response.class);
    String id = said.responseId() == null ? derivedId(line) : said.responseId();
    if (id == null) {
      return bad(
          new Violation(
              "responseId",
              "is required, or an externalId here and the import's source as a parameter"));
    }
    // The time of the request, not of the reading: the import may run again.
    Response response = Completion.complete(said, id, content.requestedAt(), CHANNEL);
    List<Violation> violations = Inbound.check(response, now);
    return violations.isEmpty()
        ? new ImportLine.Answered(
            number,
            response,
            said.submittedAt() != null,
            said.responseId() == null ? "externalId" : "responseId")
        : bad(violations.get(0));
  }

  /** A line is an event in structured mode, or a ticket's data alone. */
  private ImportLine ticket(byte[] line) {
    JsonNode json = FactJson.readTree(line);
    if (json.isObject() && json.has("specversion")) {
      return event(line);
    }
    return ticket(
        TicketEvent.asOf(null, FactJson.read(line, Ticket.class), content.requestedAt()), "");
  }

  private ImportLine event(byte[] line) {
    InboundEvent event = HttpEvents.structured(line);
    if (!TICKET_TYPES.contains(event.type())) {
      return bad(new Violation("type", "must be one of " + String.join(", ", TICKET_TYPES)));
    }
    if (event.time() != null) {
      List<Violation> untimely = Rules.checkEventTime("time", event.time(), now);
      if (!untimely.isEmpty()) {
        return bad(untimely.get(0));
      }
    }
    Ticket said;
    try {
      said = FactJson.read(event.data(), Ticket.class);
    } catch (UnreadableFactException e) {
      return bad(inData(e.violation()));
    }
    return ticket(
        TicketEvent.told(
            event.id(), event.source(), event.type(), event.time(), said, content.requestedAt()),
        "data.");
  }

  private ImportLine ticket(TicketEvent event, String part) {
    List<Violation> violations = Inbound.check(event.ticket(), event.time(), now);
    return violations.isEmpty()
        ? new ImportLine.Reported(number, event)
        : bad(new Violation(part + violations.get(0).field(), violations.get(0).rule()));
  }

  private static Violation inData(Violation violation) {
    String field = violation.field().isEmpty() ? "data" : "data." + violation.field();
    return new Violation(field, violation.rule());
  }

  private record External(@Nullable String externalId) {}

  private @Nullable String derivedId(byte[] line) {
    String source = content.source();
    String externalId = FactJson.read(line, External.class).externalId();
    return externalId == null || externalId.isBlank() || source == null
        ? null
        : ResponseIds.derive(source, externalId);
  }

  private ImportLine bad(Violation violation) {
    return new ImportLine.Bad(number, violation);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
