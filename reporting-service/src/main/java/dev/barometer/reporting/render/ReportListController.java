package dev.barometer.reporting.render;

import dev.barometer.frame.page.Frame;
import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.PlanReader;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.edition.Status;
import dev.barometer.reporting.page.ScopeNames;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All reports, and a new one. */
@Controller
class ReportListController {
  private static final int ROWS = 50;
  private static final List<String> STATUSES = Status.labels();

  private final EditionPublisher editions;
  private final PlanReader plans;
  private final ScopeNames names;
  private final ZoneId zone;

  ReportListController(
      EditionPublisher editions,
      PlanReader plans,
      ScopeNames names,
      BarometerProperties barometer) {
    this.editions = editions;
    this.plans = plans;
    this.names = names;
    this.zone = barometer.organisation().zone();
  }

  @GetMapping("/reports")
  String list(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestAttribute Frame frame,
      Model model) {
    Parameters.oneOf("status", status.isEmpty() ? null : status, STATUSES);
    Status wanted = Status.of(status).orElse(null);
    ReportText text = new ReportText(wording(frame), ReportText.Ways.NONE);
    CursorPage<ReportLine> page =
        editions
            .page(wanted, Cursor.asked(cursor), ROWS)
            .map(edition -> ReportLine.of(edition, text));
    model.addAttribute("list", page);
    model.addAttribute("status", status);
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("wording", frame.wording());
    return "reports";
  }

  @GetMapping("/reports/new")
  ModelAndView begin(@ModelAttribute("form") ReportForm form, Model model) {
    return form(form.begun(), Map.of(), model, HttpStatus.OK);
  }

  @PostMapping("/reports/new")
  ModelAndView plan(
      @ModelAttribute("form") ReportForm form, @RequestAttribute Frame frame, Model model) {
    try {
      Edition planned =
          editions.plan(plans.read(form.toRequest(names)), ReportPageController.person(frame));
      return new ModelAndView("redirect:/reports/" + planned.reportId());
    } catch (InvalidRequestException e) {
      return form(form.sent(), ReportForm.byField(e), model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static ModelAndView form(
      ReportForm form, Map<String, List<String>> broken, Model model, HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("allSections", Section.labels());
    model.addAttribute("allLanguages", PlanFields.LANGUAGES);
    return new ModelAndView("report-new", model.asMap(), status);
  }

  /** The days of a report are the organisation's, whoever reads it. */
  private Wording wording(Frame reader) {
    return reader.wording(ReportWording.TEXTS).in(zone);
  }
}
