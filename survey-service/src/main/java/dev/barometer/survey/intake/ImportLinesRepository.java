package dev.barometer.survey.intake;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Inbound;
import dev.barometer.contract.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Ticket;
import dev.barometer.contract.Violation;
import dev.barometer.starter.event.HttpEvents;
import dev.barometer.starter.event.InboundEvent;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.UnreadableFactException;
import dev.barometer.survey.csv.CsvFile;
import dev.barometer.survey.csv.CsvRow;
import dev.barometer.survey.response.Completion;
import dev.barometer.survey.response.ResponseIds;
import dev.barometer.survey.ticket.TicketEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Reads files line by line: NDJSON by its JSON, CSV by its mapping. */
@Repository
class ImportLinesRepository {
  private static final int LONGEST_LINE = 1_000_000;
  private static final String CHANNEL = "import";
  private static final List<String> TICKET_TYPES = EventTypes.of(Ticket.class);

  private final Clock clock;

  ImportLinesRepository(Clock clock) {
    this.clock = clock;
  }

  /** Throws where the file is not what its mapping needs: that was asked before. */
  ImportLines open(ImportRequest request, Path file) throws IOException {
    RowMapping mapping = request.rows();
    if (mapping == null) {
      return new NdjsonLines(request, file, clock.instant());
    }
    if (CsvFile.open(file, mapping.shape(), mapping.columns())
        instanceof CsvFile.Opened.Table table) {
      return new CsvLines(table.file(), mapping.reading(table.file().header(), clock.instant()));
    }
    throw new IOException("the file does not fit its mapping any more");
  }

  /** What of a CSV file does not fit its mapping; empty where it does. */
  List<Violation> violations(RowMapping mapping, Path file) throws IOException {
    CsvFile.Opened opened = CsvFile.open(file, mapping.shape(), mapping.columns());
    if (opened instanceof CsvFile.Opened.Table table) {
      table.file().close();
      return List.of();
    }
    return ((CsvFile.Opened.Refused) opened).violations();
  }

  private static final class NdjsonLines implements ImportLines {
    private final BoundedLines lines;
    private final boolean tickets;
    private final @Nullable String source;
    private final Instant requestedAt;
    private final Instant now;
    private long number;

    NdjsonLines(ImportRequest request, Path file, Instant now) throws IOException {
      this.lines = new BoundedLines(Files.newInputStream(file), LONGEST_LINE);
      this.tickets = request.isOfTickets();
      this.source = request.source();
      this.requestedAt = request.requestedAt();
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
        return tickets ? ticket(line) : answer(line);
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
      Response response = Completion.complete(said, id, requestedAt, CHANNEL);
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
      return ticket(TicketEvent.asOf(null, FactJson.read(line, Ticket.class), requestedAt), "");
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
              event.id(), event.source(), event.type(), event.time(), said, requestedAt),
          "data.");
    }

    private ImportLine ticket(TicketEvent event, String part) {
      List<Violation> violations = Inbound.check(event.ticket(), event.time(), now);
      return violations.isEmpty()
          ? new ImportLine.Told(number, event)
          : bad(new Violation(part + violations.get(0).field(), violations.get(0).rule()));
    }

    private static Violation inData(Violation violation) {
      String field = violation.field().isEmpty() ? "data" : "data." + violation.field();
      return new Violation(field, violation.rule());
    }

    private record External(@Nullable String externalId) {}

    private @Nullable String derivedId(byte[] line) {
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

  /**
   * A row over several lines may be one whose quote was left open, and closed by one further down:
   * where it has cells too many, or rows of the file within one of its cells, it is told as such,
   * and its lines are read.
   */
  private static final class CsvLines implements ImportLines {
    private static final String LEFT_OPEN = "is no CSV: a quote opens here that seems left open";

    private final CsvFile file;
    private final RowReading reading;

    CsvLines(CsvFile file, RowReading reading) {
      this.file = file;
      this.reading = reading;
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
      CsvRow row = file.rows().next();
      if (row == null) {
        return null;
      }
      if (row.severalLines()) {
        if (!file.header().fits(row)) {
          return reading.read(file.rows().readAgain(LEFT_OPEN));
        }
        for (CsvRow within : file.rows().rowsWithinItsCell()) {
          if (reading.isSurelyARow(within)) {
            return reading.read(file.rows().readAgain(LEFT_OPEN));
          }
        }
      }
      return reading.read(row);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
