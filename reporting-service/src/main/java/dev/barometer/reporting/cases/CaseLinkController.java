package dev.barometer.reporting.cases;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.view.RedirectView;

/** Leads on who comes by an address from when cases were shown here. */
@Controller
class CaseLinkController {
  private final DeskLinks desk;

  CaseLinkController(DeskLinks desk) {
    this.desk = desk;
  }

  @GetMapping("/cases")
  RedirectView all() {
    return to(desk.all());
  }

  @GetMapping("/cases/{id}")
  RedirectView one(@PathVariable String id) {
    return to(desk.one(id));
  }

  /** As it stands: what it says is no template. */
  private static RedirectView to(String address) {
    RedirectView view = new RedirectView(address);
    view.setExpandUriTemplateVariables(false);
    return view;
  }
}
