package dev.barometer.reporting.audit;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.web.Cursor;
import java.time.LocalDate;
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

  private final AuditRepository audit;
  private final OrganisationCalendar calendar;

  AuditPageController(AuditRepository audit, OrganisationCalendar calendar) {
    this.audit = audit;
    this.calendar = calendar;
  }

  /** Of the period, both days count. */
  @GetMapping("/administration/audit")
  String page(
      @RequestParam(defaultValue = "") String caller,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String cursor,
      Model model) {
    AuditFilter filter =
        new AuditFilter(
            caller.isBlank() ? null : caller.strip(),
            act.isBlank() ? null : act.strip(),
            from == null ? null : calendar.startOf(from),
            to == null ? null : calendar.startOf(to.plusDays(1)));
    model.addAttribute("page", audit.newest(filter, Cursor.asked(cursor), ROWS));
    model.addAttribute("asked", filter);
    model.addAttribute("from", from);
    model.addAttribute("to", to);
    return "audit";
  }
}
