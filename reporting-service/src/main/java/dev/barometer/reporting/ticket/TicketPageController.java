package dev.barometer.reporting.ticket;

import dev.barometer.contract.fact.Ticket;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The tickets that figures are made of as a list, and each as a page. */
@Controller
class TicketPageController {
  private static final int ROWS = 50;
  private static final List<String> STATUSES = List.of(Ticket.OPEN, Ticket.RESOLVED, Ticket.CLOSED);
  private static final List<String> ORDERS = List.of("newest", "oldest");
  private static final List<String> DATES =
      Arrays.stream(TicketDate.values()).map(TicketDate::id).toList();

  private final TicketRepository tickets;
  private final PageRequests requests;

  TicketPageController(TicketRepository tickets, PageRequests requests) {
    this.tickets = tickets;
    this.requests = requests;
  }

  @GetMapping("/tickets")
  @Nullable String list(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "opened") String dates,
      @RequestParam(defaultValue = "newest") String sort,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    PageRequest request = requests.read(call::getParameter, frame.wording("page"));
    Parameters.oneOf("sort", sort, ORDERS);
    TicketDate date =
        TicketDate.of(dates)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "dates", "must be one of " + String.join(", ", DATES)));
    TicketFilter filter =
        new TicketFilter(
            Parameters.oneOf("status", status.isEmpty() ? null : status, STATUSES),
            request.scope(),
            date,
            request.period());
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "tickets",
          TicketRow.COLUMNS,
          each ->
              tickets.forEach(filter, null, Integer.MAX_VALUE, row -> each.accept(row.values())));
      return null;
    }
    CursorPage<TicketRow> page =
        tickets.byDate(filter, sort.equals("newest"), Cursor.asked(cursor), ROWS);
    model.addAttribute("asked", requests.choices(request, "/tickets"));
    model.addAttribute("list", page);
    model.addAttribute("count", tickets.count(filter));
    model.addAttribute("status", status);
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("dates", dates);
    model.addAttribute("allDates", DATES);
    model.addAttribute("sort", sort);
    model.addAttribute("wording", request.wording());
    return "tickets";
  }

  @GetMapping("/tickets/{id}")
  String one(
      @PathVariable String id,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    PageRequest request = requests.read(call::getParameter, frame.wording("page"));
    model.addAttribute("query", request.query());
    model.addAttribute("wording", request.wording());
    model.addAttribute(
        "one",
        tickets.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    return "ticket";
  }
}
