package dev.barometer.reporting.cases;

import dev.barometer.frame.export.CsvFiles;
import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.page.PageRequests;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
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

/** The cases as a list, and each as a page: where it stands, not who complained. */
@Controller
class CasePageController {
  private static final String LINK = "/cases/{id}";
  private static final int ROWS = 50;
  private static final int MOST_IN_A_FILE = 100_000;
  private static final List<String> STATUSES =
      List.of(
          "received",
          "acknowledged",
          "assessed",
          "investigating",
          "responded",
          "closed",
          "withdrawn");
  private static final List<String> COLUMNS =
      List.of(
          "caseId",
          "kind",
          "status",
          "severity",
          "openedAt",
          "closedAt",
          "ticketId",
          "service",
          "team");

  private final CaseRepository cases;
  private final PageRequests requests;

  CasePageController(CaseRepository cases, PageRequests requests) {
    this.cases = cases;
    this.requests = requests;
  }

  @GetMapping("/cases")
  @Nullable String list(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model)
      throws IOException {
    PageRequest request = requests.read(call::getParameter, frame.wording("page", "dashboard"));
    String wanted = Parameters.oneOf("status", status.isEmpty() ? null : status, STATUSES);
    CaseFilter filter = new CaseFilter(wanted, request.scope(), request.period());
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "cases",
          COLUMNS,
          each ->
              cases.page(filter, null, MOST_IN_A_FILE).items().stream()
                  .map(CasePageController::row)
                  .forEach(each));
      return null;
    }
    model.addAttribute("asked", requests.choices(request, "/cases"));
    model.addAttribute("untold", !CaseFilter.knows(request.scope()));
    CursorPage<CaseView> page = cases.page(filter, Cursor.asked(cursor), ROWS);
    CaseText texts = new CaseText(request.wording(), request.now());
    model.addAttribute("list", page.map(view -> texts.row(view, LINK)));
    model.addAttribute("count", cases.count(filter));
    model.addAttribute("status", status);
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("wording", request.wording());
    return "cases";
  }

  private static List<@Nullable Object> row(CaseView view) {
    return Arrays.asList(
        view.complaintId(),
        view.kind(),
        view.status(),
        view.severity(),
        view.openedAt(),
        view.closedAt(),
        view.ticketId(),
        view.service(),
        view.team());
  }

  @GetMapping(LINK)
  String one(
      @PathVariable String id,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    PageRequest request = requests.read(call::getParameter, frame.wording("page", "dashboard"));
    model.addAttribute("query", request.query());
    model.addAttribute("wording", request.wording());
    CaseView found =
        cases.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("one", found);
    model.addAttribute("row", new CaseText(request.wording(), request.now()).row(found, LINK));
    return "case";
  }
}
