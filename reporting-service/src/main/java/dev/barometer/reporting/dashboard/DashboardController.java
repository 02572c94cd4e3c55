package dev.barometer.reporting.dashboard;

import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.page.PageRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The page, and its parts for when they are asked for again. */
@Controller
class DashboardController {
  private static final String SHOWN_AT = "X-Shown-At";

  private final Dashboard dashboard;
  private final DeskLinks desk;
  private final PageRequests requests;

  DashboardController(Dashboard dashboard, DeskLinks desk, PageRequests requests) {
    this.dashboard = dashboard;
    this.desk = desk;
    this.requests = requests;
  }

  @ModelAttribute(binding = false)
  PageRequest pageRequest(
      HttpServletRequest call, @RequestAttribute Frame frame, HttpServletResponse response) {
    PageRequest request =
        requests.withFigures(
            requests.read(call::getParameter, frame.wording("page", "dashboard", "target")));
    response.setHeader(SHOWN_AT, request.wording().time("date.second", request.now()));
    response.setHeader("Cache-Control", "no-store");
    return request;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/dashboard";
  }

  @GetMapping("/dashboard")
  String page(
      @ModelAttribute(binding = false) PageRequest request,
      @RequestAttribute Frame frame,
      Model model) {
    model.addAttribute("asked", requests.choices(request, "/dashboard"));
    tiles(request, model);
    npsTrend(request, model);
    volume(request, model);
    comments(request, model);
    complaints(request, frame, model);
    if (frame.leadsTo("cases")) {
      model.addAttribute("queue", desk.queue());
      model.addAttribute("opened", desk.openedIn(request.scope(), request.period()).orElse(null));
    }
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

  @GetMapping("/dashboard/complaints")
  String complaints(
      @ModelAttribute(binding = false) PageRequest request,
      @RequestAttribute Frame frame,
      Model model) {
    model.addAttribute("caseTiles", dashboard.caseTiles(request, frame.leadsTo("cases")));
    return "dashboard-parts :: complaints";
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
}
