package dev.barometer.reporting.ticket;

import dev.barometer.contract.Names;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets over HTTP: pages of JSON, or all of them as CSV. */
@RestController
@Tag(name = "Tickets")
class TicketController {
  private static final int MOST = 1000;
  private static final String CSV = "text/csv";
  private static final String STATUS = "open, resolved or closed";
  private static final String FROM = "Opened from, inclusive; a date or a time with offset";
  private static final String TO = "Opened before; a date or a time with offset";

  private final TicketRepository tickets;
  private final PeriodReader periods;
  private final Clock clock;

  TicketController(TicketRepository tickets, PeriodReader periods, Clock clock) {
    this.tickets = tickets;
    this.periods = periods;
    this.clock = clock;
  }

  /** Names no media type: so a caller who takes anything gets this one. */
  @GetMapping("/api/tickets")
  @Operation(
      summary = "One row per ticket, in the order of ids",
      description =
          "In pages; as CSV, all at once, with Accept: text/csv or format=csv. Who asked for help"
              + " is not told.")
  TicketPage tickets(
      @Parameter(description = STATUS) @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String team,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    int rows = Parameters.limit(limit, MOST);
    String afterId = cursor == null ? null : TicketCursor.ticketId(cursor);
    return TicketPage.of(tickets.page(filter(status, team, from, to), afterId, rows + 1), rows);
  }

  @GetMapping(path = "/api/tickets", produces = CSV)
  void acceptingCsv(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletResponse response)
      throws IOException {
    write(filter(status, team, from, to), response);
  }

  @GetMapping(path = "/api/tickets", params = "format=csv")
  void askingForCsv(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletResponse response)
      throws IOException {
    write(filter(status, team, from, to), response);
  }

  private TicketFilter filter(
      @Nullable String status, @Nullable String team, @Nullable String from, @Nullable String to) {
    Period opened = from == null && to == null ? null : periods.read(from, to, clock.instant());
    return new TicketFilter(status, Names.normalised(team), opened);
  }

  /** Row by row as the database gives them: how many there are does not matter. */
  private void write(TicketFilter filter, HttpServletResponse response) throws IOException {
    response.setContentType(CSV);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets.csv\"");
    CSVPrinter csv = new CSVPrinter(response.getWriter(), CSVFormat.RFC4180);
    csv.printRecord(TicketRow.COLUMNS);
    tickets.forEach(filter, row -> write(row, csv));
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
