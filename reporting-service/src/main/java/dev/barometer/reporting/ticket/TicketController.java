package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Names;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.starter.web.Acceptance;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets over HTTP: pages of JSON, or all of them as CSV. */
@RestController
@Tag(name = "Tickets")
class TicketController {
  private static final int MOST = 1000;
  private static final int DEFAULT = 100;
  private static final int MOST_AS_CSV = Integer.MAX_VALUE;
  private static final String CSV = "text/csv";
  private static final MediaType AS_CSV = MediaType.parseMediaType(CSV);

  /** Without it a spreadsheet takes UTF-8 for what its country used before. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final List<String> STATUSES = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final List<String> FORMATS = List.of("json", "csv");
  private static final String STATUS = "open, resolved or closed";
  private static final String FROM = "Opened from, inclusive; a date or a time with offset";
  private static final String TO = "Opened before; a date or a time with offset";

  private final TicketRepository tickets;
  private final PeriodParser periods;
  private final Clock clock;

  TicketController(TicketRepository tickets, PeriodParser periods, Clock clock) {
    this.tickets = tickets;
    this.periods = periods;
    this.clock = clock;
  }

  @GetMapping(
      path = "/api/tickets",
      produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
  @Operation(
      summary = "One row per ticket, in the order of ids",
      description =
          "In pages; as CSV, all at once unless a limit is given, with Accept: text/csv or"
              + " format=csv. Who asked for help is not told.")
  @Nullable ResponseEntity<CursorPage<TicketRow>> tickets(
      @Parameter(description = STATUS) @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String team,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "100 where it is left out") @RequestParam(required = false)
          @Nullable Integer limit,
      @Parameter(description = "json or csv, before what Accept says")
          @RequestParam(required = false)
          @Nullable String format,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    TicketFilter filter = filter(Parameters.oneOf("status", status, STATUSES), team, from, to);
    String afterId = cursor == null ? null : TicketCursor.ticketId(cursor);
    Integer rows = limit == null ? null : Integer.valueOf(CursorPage.limit(limit, MOST));
    if (isCsv(Parameters.oneOf("format", format, FORMATS), headers)) {
      write(filter, afterId, rows == null ? MOST_AS_CSV : rows, response);
      return null;
    }
    int most = rows == null ? DEFAULT : rows;
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(tickets.page(filter, afterId, most));
  }

  /** What is asked for by name, else what is accepted most; as JSON where both are as welcome. */
  private static boolean isCsv(@Nullable String format, HttpHeaders headers)
      throws HttpMediaTypeNotAcceptableException {
    if (format != null) {
      return format.equals("csv");
    }
    List<MediaType> accepted = headers.getAccept();
    double json = Acceptance.quality(accepted, MediaType.APPLICATION_JSON);
    double csv = Acceptance.quality(accepted, AS_CSV);
    if (json == 0 && csv == 0) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON, AS_CSV));
    }
    return csv > json;
  }

  private TicketFilter filter(
      @Nullable String status, @Nullable String team, @Nullable String from, @Nullable String to) {
    Period opened = from == null && to == null ? null : periods.read(from, to, clock.instant());
    return new TicketFilter(status, Names.normalised(team), opened);
  }

  /** Row by row as the database gives them: how many there are does not matter. */
  private void write(
      TicketFilter filter, @Nullable String afterId, int most, HttpServletResponse response)
      throws IOException {
    response.setContentType(CSV);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets.csv\"");
    response.getWriter().write(BYTE_ORDER_MARK);
    CSVPrinter csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180);
    csv.printRecord(TicketRow.COLUMNS);
    tickets.forEach(filter, afterId, most, row -> write(row, csv));
    csv.flush();
  }

  private static void write(TicketRow row, CSVPrinter csv) {
    try {
      csv.printRecord(row.values().stream().map(SpreadsheetText::of));
    } catch (IOException callerGone) {
      throw new UncheckedIOException(callerGone);
    }
  }
}
