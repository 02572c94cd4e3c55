package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.CaseQuery;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.StagePublisher;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes down what somebody complains of by phone or face to face. */
@Controller
class TakeDownPageController {
  private static final String NEW = DeskPageController.QUEUE + "/new";
  private static final List<String> CHANNELS =
      List.of("phone", "face-to-face", "mail", "chat", "letter");

  private final StagePublisher stages;

  TakeDownPageController(StagePublisher stages) {
    this.stages = stages;
  }

  /** Names people, and quotes them. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(NEW)
  ModelAndView form(
      @RequestParam(required = false) @Nullable String ticket,
      @RequestParam(required = false) @Nullable String person,
      Model model) {
    return page(model, TakeDownForm.about(ticket, person), Map.of(), HttpStatus.OK);
  }

  @PostMapping(NEW)
  ModelAndView take(
      @ModelAttribute("form") TakeDownForm form, HttpServletRequest call, Model model) {
    if (!form.hasKey()) {
      throw new InvalidRequestException("key", "is required");
    }
    try {
      Case taken = stages.take(form.toRequest(), form.key(), DeskMemberReader.of(call));
      String address =
          UriComponentsBuilder.fromPath(CasePageController.ONE)
              .queryParam("done", "taken")
              .build(taken.caseId())
              .toString();
      return new ModelAndView("redirect:" + address);
    } catch (InvalidRequestException e) {
      Map<String, List<String>> broken =
          Violation.byField(e.violations(), TakeDownPageController::field);
      return page(model, form, broken, HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static String field(String path) {
    return path.equals("person.id") ? "personId" : path.replaceFirst("^person\\.", "");
  }

  private static ModelAndView page(
      Model model, TakeDownForm form, Map<String, List<String>> broken, HttpStatus status) {
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("kinds", CaseQuery.KINDS);
    model.addAttribute("channels", CHANNELS);
    return new ModelAndView("desk-new", model.asMap(), status);
  }
}
