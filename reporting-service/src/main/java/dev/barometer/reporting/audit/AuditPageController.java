package dev.barometer.reporting.audit;

import dev.barometer.contract.access.AuditEntry;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people with power did, as a page. */
@Controller
class AuditPageController {
  private static final int ROWS = 50;
  private static final int AT_ONCE = 1_000;
  private static final List<String> COLUMNS =
      List.of("at", "caller", "role", "act", "subject", "details", "service", "address");

  private final AuditRepository audit;
  private final OrganisationCalendar calendar;

  AuditPageController(AuditRepository audit, OrganisationCalendar calendar) {
    this.audit = audit;
    this.calendar = calendar;
  }

  /** Of the period, both days count. */
  @GetMapping("/administration/audit")
  @Nullable String page(
      @RequestParam(defaultValue = "") String caller,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response,
      Model model)
      throws IOException {
    AuditFilter filter =
        new AuditFilter(
            caller.isBlank() ? null : caller.strip(),
            act.isBlank() ? null : act.strip(),
            from == null ? null : calendar.startOf(from),
            to == null ? null : calendar.startOf(to.plusDays(1)));
    if ("csv".equals(format)) {
      CsvFiles.write(response, "audit", COLUMNS, each -> tellAll(filter, each));
      return null;
    }
    model.addAttribute("count", audit.count(filter));
    model.addAttribute("page", audit.newest(filter, Cursor.asked(cursor), ROWS));
    model.addAttribute("asked", filter);
    model.addAttribute("from", from);
    model.addAttribute("to", to);
    return "audit";
  }

  private void tellAll(AuditFilter filter, Consumer<List<? extends @Nullable Object>> each) {
    Cursor after = null;
    do {
      CursorPage<AuditEntry> page = audit.newest(filter, after, AT_ONCE);
      page.items().stream().map(AuditPageController::row).forEach(each);
      after = Cursor.asked(page.next());
    } while (after != null);
  }

  private static List<@Nullable Object> row(AuditEntry entry) {
    return Arrays.asList(
        entry.at(),
        entry.caller(),
        entry.role(),
        entry.act(),
        entry.subject(),
        entry.details(),
        entry.service(),
        entry.address());
  }
}
