package dev.barometer.reporting.administration;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in. */
@Controller
class AdministrationController {
  @GetMapping("/administration")
  String start() {
    return "redirect:/administration/tokens";
  }
}
