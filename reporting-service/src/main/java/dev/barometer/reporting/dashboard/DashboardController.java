package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.period.OrganisationCalendar;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The page, and its parts for when they are asked for again. */
@Controller
class DashboardController {
  private static final String SHOWN_AT = "X-Shown-At";

  private final Dashboard dashboard;
  private final OrganisationCalendar calendar;
  private final Clock clock;

  DashboardController(Dashboard dashboard, OrganisationCalendar calendar, Clock clock) {
    this.dashboard = dashboard;
    this.calendar = calendar;
    this.clock = clock;
  }

  @ModelAttribute(binding = false)
  PageRequest pageRequest(
      @RequestParam(defaultValue = "30d") String window,
      @RequestParam(defaultValue = "all") String scope,
      Locale locale,
      HttpServletResponse response) {
    Wording wording = new Wording(locale, calendar.zone(), "dashboard");
    PageRequest request =
        new PageRequest(Window.of(window), Dashboard.scopeOf(scope), wording, clock.instant());
    response.setHeader(SHOWN_AT, wording.time("date.second", request.now()));
    response.setHeader("Cache-Control", "no-store");
    return request;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/dashboard";
  }

  @GetMapping("/dashboard")
  String page(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("page", dashboard.page(request));
    tiles(request, model);
    npsTrend(request, model);
    volume(request, model);
    comments(request, model);
    cases(request, model);
    return "dashboard";
  }

  @GetMapping("/dashboard/age")
  String age() {
    return "frame :: age";
  }

  @GetMapping("/dashboard/tiles")
  String tiles(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("tiles", dashboard.tiles(request));
    return "dashboard-parts :: tiles";
  }

  @GetMapping("/dashboard/nps")
  String npsTrend(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("npsTrend", dashboard.npsTrend(request));
    return "dashboard-parts :: nps";
  }

  @GetMapping("/dashboard/volume")
  String volume(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("volume", dashboard.volume(request));
    return "dashboard-parts :: volume";
  }

  @GetMapping("/dashboard/comments")
  String comments(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("comments", dashboard.comments(request));
    return "dashboard-parts :: comments";
  }

  @GetMapping("/dashboard/cases")
  String cases(@ModelAttribute(binding = false) PageRequest request, Model model) {
    model.addAttribute("cases", dashboard.cases(request));
    return "dashboard-parts :: cases";
  }
}
