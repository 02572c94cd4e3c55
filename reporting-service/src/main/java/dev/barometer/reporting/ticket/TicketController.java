package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Names;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.PeriodParser;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
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

  private static final List<String> STATUSES = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
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
      produces = {MediaType.APPLICATION_JSON_VALUE, CsvFiles.CSV})
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
      @Parameter(description = CsvFiles.FORMAT) @RequestParam(required = false)
          @Nullable String format,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletResponse response)
      throws IOException, HttpMediaTypeNotAcceptableException {
    TicketFilter filter = filter(Parameters.oneOf("status", status, STATUSES), team, from, to);
    String afterId = cursor == null ? null : TicketCursor.ticketId(cursor);
    Integer rows = limit == null ? null : Integer.valueOf(CursorPage.limit(limit, MOST));
    if (CsvFiles.isWanted(format, headers)) {
      int most = rows == null ? MOST_AS_CSV : rows;
      CsvFiles.write(
          response,
          "tickets",
          TicketRow.COLUMNS,
          file -> tickets.forEach(filter, afterId, most, row -> file.accept(row.values())));
      return null;
    }
    CursorPage<TicketRow> page = tickets.page(filter, afterId, rows == null ? DEFAULT : rows);
    return EntityTags.answer(page).contentType(MediaType.APPLICATION_JSON).body(page);
  }

  private TicketFilter filter(
      @Nullable String status, @Nullable String team, @Nullable String from, @Nullable String to) {
    Period opened = from == null && to == null ? null : periods.read(from, to, clock.instant());
    String named = Names.normalised(team);
    Scope scope = named == null ? Scope.ALL : Scope.of(Dimension.TEAM, named);
    return new TicketFilter(status, scope, TicketDate.OPENED, opened);
  }
}
