package dev.barometer.reporting.administration;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Sends whoever asks for the administration to its first page. */
@Controller
class AdministrationController {
  @GetMapping("/administration")
  String start() {
    return "redirect:/administration/tokens";
  }
}
