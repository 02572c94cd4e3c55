package dev.barometer.reporting.staff;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.export.CsvFiles;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Those who work here, as pages: the list with a form to add somebody, and one person. */
@Controller
class StaffPageController {
  private static final List<String> ROLES = List.of("viewer", "agent", "manager", "admin");
  private static final Map<String, String> LANGUAGES =
      Map.of("en", "English", "ko", "한국어", "zh-CN", "简体中文");
  private static final String LIST = "/administration/staff";

  private final StaffPublisher staff;

  StaffPageController(StaffPublisher staff) {
    this.staff = staff;
  }

  /** What a form sends; what it had is shown again when something of it is wrong. */
  record Form(
      String name,
      @Nullable String mail,
      @Nullable String language,
      String role,
      @Nullable String teams,
      boolean active) {
    static final Form EMPTY = new Form("", null, null, "agent", null, true);

    static Form of(StaffView member) {
      return new Form(
          member.name(),
          member.mail(),
          member.language(),
          member.role(),
          String.join("\n", member.teams()),
          member.active());
    }

    StaffRequest toRequest() {
      List<String> named =
          teams == null
              ? List.of()
              : Arrays.stream(teams.split("\\R"))
                  .map(String::strip)
                  .filter(t -> !t.isEmpty())
                  .toList();
      return new StaffRequest(name, blankToNull(mail), blankToNull(language), role, named, active);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }
  }

  @GetMapping(LIST)
  @Nullable ModelAndView list(
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if ("csv".equals(format)) {
      CsvFiles.write(
          response,
          "staff",
          StaffView.COLUMNS,
          each -> staff.all().items().stream().map(StaffView::row).forEach(each));
      return null;
    }
    return list(model, Form.EMPTY, Set.of(), HttpStatus.OK);
  }

  private ModelAndView list(Model model, Form form, Set<String> wrong, HttpStatus status) {
    model.addAttribute("staff", staff.all().items());
    return page("staff", model, form, wrong, status);
  }

  @PostMapping(LIST)
  ModelAndView add(
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String mail,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam String role,
      @RequestParam(required = false) @Nullable String teams,
      Model model) {
    Form form = new Form(name, mail, language, role, teams, true);
    try {
      return new ModelAndView("redirect:" + LIST + "/" + staff.add(form.toRequest()).id());
    } catch (InvalidRequestException e) {
      return list(model, form, fieldsOf(e), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping(LIST + "/{id}")
  ModelAndView member(@PathVariable String id, Model model) {
    StaffView member = staff.find(id).orElseThrow(StaffController::unknown);
    return member(model, member, Form.of(member), Set.of(), HttpStatus.OK);
  }

  private ModelAndView member(
      Model model, StaffView member, Form form, Set<String> wrong, HttpStatus status) {
    model.addAttribute("member", member);
    return page("staff-member", model, form, wrong, status);
  }

  @PostMapping(LIST + "/{id}")
  ModelAndView change(
      @PathVariable String id,
      @RequestParam long revision,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String mail,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam String role,
      @RequestParam(required = false) @Nullable String teams,
      @RequestParam(required = false, defaultValue = "false") boolean active,
      Model model) {
    Form form = new Form(name, mail, language, role, teams, active);
    StaffView member = staff.find(id).orElseThrow(StaffController::unknown);
    try {
      if (staff.change(id, revision, form.toRequest()).isEmpty()) {
        throw StaffController.unknown();
      }
      return new ModelAndView("redirect:" + LIST + "/" + id + "?changed");
    } catch (InvalidRequestException e) {
      return member(model, member, form, fieldsOf(e), HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      // Both are shown: what somebody else made of it meanwhile, and what was to become of it.
      model.addAttribute("meanwhile", true);
      return member(model, member, form, Set.of(), HttpStatus.PRECONDITION_FAILED);
    }
  }

  /** Answers with the page itself rather than leading to it: the link is told this once. */
  @PostMapping(LIST + "/{id}/invite")
  ModelAndView invite(@PathVariable String id, Model model) {
    PasswordStore.Invitation invitation = staff.invite(id).orElseThrow(StaffController::unknown);
    model.addAttribute(
        "link",
        ServletUriComponentsBuilder.fromCurrentContextPath()
            .path(WelcomeController.pathFor(invitation.secret()))
            .toUriString());
    model.addAttribute("until", invitation.until());
    return member(id, model);
  }

  @PostMapping(LIST + "/{id}/sign-out")
  String signOut(@PathVariable String id) {
    if (!staff.signOut(id)) {
      throw StaffController.unknown();
    }
    return "redirect:" + LIST + "/" + id + "?signedOut";
  }

  private static Set<String> fieldsOf(InvalidRequestException e) {
    return e.violations().stream()
        .map(Violation::field)
        .map(field -> field.startsWith("teams") ? "teams" : field)
        .collect(Collectors.toSet());
  }

  private static ModelAndView page(
      String view, Model model, Form form, Set<String> wrong, HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("wrong", wrong);
    model.addAttribute("roles", ROLES);
    model.addAttribute("languages", new TreeMap<>(LANGUAGES));
    return new ModelAndView(view, model.asMap(), status);
  }
}
