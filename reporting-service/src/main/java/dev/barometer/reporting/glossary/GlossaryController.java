package dev.barometer.reporting.glossary;

import dev.barometer.frame.glossary.Glossary;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows every term with its formula and source: where each "?" of the suite leads to. */
@Controller
class GlossaryController {

  @GetMapping("/glossary")
  String glossary(Model model) {
    model.addAttribute("chapters", Glossary.chapters());
    return "terms";
  }
}
