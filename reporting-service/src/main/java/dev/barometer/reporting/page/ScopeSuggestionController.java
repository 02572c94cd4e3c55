package dev.barometer.reporting.page;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What may be meant by what is typed into the field of scopes, which every such page has. */
@Controller
class ScopeSuggestionController {
  private final ScopeNames scopes;

  ScopeSuggestionController(ScopeNames scopes) {
    this.scopes = scopes;
  }

  @GetMapping("/dashboard/scopes")
  String suggestions(@RequestParam(defaultValue = "") String scope, Model model) {
    model.addAttribute("suggestions", scopes.holding(scope));
    return "page :: suggestions";
  }
}
