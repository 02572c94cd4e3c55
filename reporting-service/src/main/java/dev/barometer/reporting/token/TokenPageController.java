package dev.barometer.reporting.token;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The tokens, as a page. */
@Controller
class TokenPageController {
  private static final List<String> ROLES =
      List.of("viewer", "agent", "manager", "admin", "ingest");

  private final TokenPublisher tokens;
  private final TokenPolicy policy;
  private final OrganisationCalendar calendar;
  private final Clock clock;

  TokenPageController(
      TokenPublisher tokens, TokenPolicy policy, OrganisationCalendar calendar, Clock clock) {
    this.tokens = tokens;
    this.policy = policy;
    this.calendar = calendar;
    this.clock = clock;
  }

  @GetMapping("/administration/tokens")
  @Nullable String list(
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "tokens",
          TokenView.COLUMNS,
          each -> tokens.all().items().stream().map(TokenView::row).forEach(each));
      return null;
    }
    return page(model);
  }

  private String page(Model model) {
    Instant now = clock.instant();
    model.addAttribute("tokens", tokens.all().items());
    model.addAttribute("roles", ROLES);
    model.addAttribute("today", LocalDate.ofInstant(now, calendar.zone()));
    model.addAttribute("usualEnd", LocalDate.ofInstant(policy.usualEnd(now), calendar.zone()));
    return "tokens";
  }

  /** Answers with the page itself rather than leading to it: the secret is told this once. */
  @PostMapping("/administration/tokens")
  ModelAndView issue(
      @RequestParam String name,
      @RequestParam String role,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate expiresOn,
      @RequestParam(required = false) @Nullable String sender,
      Principal caller,
      Model model) {
    // A token is good for all of its last day.
    Instant end = expiresOn == null ? null : calendar.startOf(expiresOn.plusDays(1));
    HttpStatus status;
    try {
      model.addAttribute(
          "issued", tokens.issue(new TokenRequest(name, role, end, sender), caller.getName()));
      status = HttpStatus.CREATED;
    } catch (InvalidRequestException e) {
      model.addAttribute("name", name);
      model.addAttribute("role", role);
      model.addAttribute("sender", sender);
      model.addAttribute(
          "wrong", e.violations().stream().map(Violation::field).collect(Collectors.toSet()));
      status = HttpStatus.UNPROCESSABLE_CONTENT;
    }
    return new ModelAndView(page(model), model.asMap(), status);
  }

  @GetMapping("/administration/tokens/{id}/revoke")
  String askBeforeRevoking(@PathVariable String id, Model model) {
    model.addAttribute("token", tokens.find(id).orElseThrow(TokenController::unknown));
    return "token-revoke";
  }

  @PostMapping("/administration/tokens/{id}/revoke")
  String revoke(@PathVariable String id, Principal caller) {
    if (!tokens.revoke(id, caller.getName())) {
      throw TokenController.unknown();
    }
    return "redirect:/administration/tokens?revoked";
  }
}
