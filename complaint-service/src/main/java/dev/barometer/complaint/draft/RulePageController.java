package dev.barometer.complaint.draft;

import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.rule.Rule;
import dev.barometer.complaint.rule.RuleList;
import dev.barometer.complaint.rule.RuleListRequest;
import dev.barometer.complaint.rule.RulePublisher;
import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.complaint.rule.RuleRequest;
import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.page.Frame;
import dev.barometer.metrics.Metrics;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The rules as managers change them: in a draft of their own, which they put in force as a whole.
 */
@Controller
class RulePageController {
  static final String RULES = "/desk/rules";
  static final String[] TEXTS = {"desk", "desk-rules"};
  private static final String EDIT = RULES + "/edit";
  private static final List<String> RATER =
      List.of(
          Metrics.RATER_RELIABILITY.id(),
          Metrics.RATER_ASSURANCE.id(),
          Metrics.RATER_TANGIBLES.id(),
          Metrics.RATER_EMPATHY.id(),
          Metrics.RATER_RESPONSIVENESS.id());

  private final RuleReader rules;
  private final RulePublisher publisher;
  private final RuleDraftRepository drafts;
  private final Clock clock;

  RulePageController(
      RuleReader rules, RulePublisher publisher, RuleDraftRepository drafts, Clock clock) {
    this.rules = rules;
    this.publisher = publisher;
    this.drafts = drafts;
    this.clock = clock;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(RULES)
  ModelAndView list(
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    model.addAttribute("done", done);
    return list(call, frame, model, HttpStatus.OK);
  }

  private ModelAndView list(HttpServletRequest call, Frame frame, Model model, HttpStatus status) {
    RuleList standing = rules.now();
    RuleDraft draft = drafts.find(actor(call)).orElse(null);
    RuleText text = new RuleText(frame.wording(TEXTS));
    List<Rule> shown = draft == null ? standing.rules() : draft.rules();
    model.addAttribute("standing", standing);
    model.addAttribute("draft", draft);
    model.addAttribute("stale", draft != null && draft.base() != standing.revision());
    model.addAttribute("lines", text.lines(shown, standing.rules()));
    model.addAttribute("standingLines", text.lines(standing.rules(), standing.rules()));
    model.addAttribute(
        "removed",
        standing.rules().stream()
            .map(Rule::ruleId)
            .filter(id -> shown.stream().noneMatch(one -> one.ruleId().equals(id)))
            .map(text::title)
            .toList());
    model.addAttribute(
        "kinds", Rule.KINDS.stream().filter(one -> !one.equals(Rule.BY_HAND)).toList());
    model.addAttribute("allDays", TrialPageController.DAYS);
    return new ModelAndView("desk-rules", model.asMap(), status);
  }

  /** Up, down, off, on, or away. */
  @PostMapping(RULES + "/steps")
  String step(
      @RequestParam String rule,
      @RequestParam(name = "do") String button,
      HttpServletRequest call) {
    UnaryOperator<RuleDraft> step =
        switch (button) {
          case "up" -> draft -> draft.moved(rule, true);
          case "down" -> draft -> draft.moved(rule, false);
          case "off" -> draft -> draft.switched(rule, false);
          case "on" -> draft -> draft.switched(rule, true);
          case "remove" -> draft -> draft.without(rule);
          default ->
              throw new InvalidRequestException("do", "must be one of up, down, off, on, remove");
        };
    drafts.change(actor(call), rules::now, step);
    return shown(button, rule);
  }

  @GetMapping(EDIT)
  ModelAndView form(
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String on,
      HttpServletRequest call,
      Model model) {
    if (rule == null) {
      if (on == null || !Rule.KINDS.contains(on) || on.equals(Rule.BY_HAND)) {
        throw new InvalidRequestException("on", "must be the kind of a rule");
      }
      return form(RuleForm.ofKind(on), List.of(), model, HttpStatus.OK);
    }
    List<Rule> all =
        drafts.find(actor(call)).map(RuleDraft::rules).orElseGet(() -> rules.now().rules());
    RuleForm form =
        all.stream()
            .filter(one -> one.ruleId().equals(rule))
            .findFirst()
            .map(RuleForm::of)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return form(form, List.of(), model, HttpStatus.OK);
  }

  @PostMapping(EDIT)
  ModelAndView keep(HttpServletRequest call, Model model) {
    RuleForm form = RuleForm.sent(call.getParameterMap());
    List<Violation> noNumbers = form.noNumbers();
    if (!noNumbers.isEmpty()) {
      return form(form, noNumbers, model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    try {
      drafts.change(actor(call), rules::now, draft -> draft.with(with(draft, form)));
      String id = form.isAdded() ? form.value("ruleId") : form.before();
      return new ModelAndView(shown("kept", id));
    } catch (BrokenRuleException e) {
      return form(form, e.violations, model, HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  /** What is wrong with one rule of a list. */
  private static final class BrokenRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    BrokenRuleException(List<Violation> violations) {
      super(violations.toString());
      this.violations = violations;
    }
  }

  /** By the rules of the API, which looks at all of them together. */
  private List<Rule> with(RuleDraft draft, RuleForm form) {
    List<@Nullable RuleRequest> all = new ArrayList<>();
    draft.rules().forEach(one -> all.add(RuleRequest.of(one)));
    int at = draft.placeOf(form.isAdded() ? null : form.before());
    if (!form.isAdded() && draft.has(form.before())) {
      all.set(at, form.toRequest());
    } else {
      all.add(at, form.toRequest());
    }
    try {
      return new RuleListRequest(all).toRules(clock.instant());
    } catch (InvalidRequestException e) {
      String here = "rules[" + at + "]";
      throw new BrokenRuleException(
          e.violations().stream()
              .map(
                  one ->
                      new Violation(
                          one.field().startsWith(here + ".")
                              ? one.field().substring(here.length() + 1)
                              : one.field(),
                          one.rule()))
              .toList());
    }
  }

  private static ModelAndView form(
      RuleForm form, List<Violation> violations, Model model, HttpStatus status) {
    Map<String, List<String>> broken =
        Violation.byField(violations, field -> field.replaceFirst("^only\\.", ""));
    model.addAttribute("form", form);
    model.addAttribute("broken", broken);
    model.addAttribute("metrics", RATER);
    return new ModelAndView("desk-rule", model.asMap(), status);
  }

  /**
   * All of the draft stands from now on.
   *
   * @param revision of the rules that it takes the place of
   */
  @PostMapping(RULES + "/stand")
  ModelAndView putInForce(
      @RequestParam long revision,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    RuleDraft draft = drafts.find(actor(call)).orElse(null);
    if (draft == null) {
      return new ModelAndView("redirect:" + RULES);
    }
    try {
      publisher.change(revision, draft.rules());
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return list(call, frame, model, HttpStatus.PRECONDITION_FAILED);
    }
    drafts.drop(draft);
    return new ModelAndView("redirect:" + RULES + "?done=stand");
  }

  @PostMapping(RULES + "/drop")
  String drop(HttpServletRequest call) {
    drafts.drop(actor(call));
    return "redirect:" + RULES + "?done=drop";
  }

  static String actor(HttpServletRequest call) {
    return DeskMemberReader.of(call).actor().id();
  }

  private static String shown(String done, String rule) {
    return "redirect:"
        + UriComponentsBuilder.fromPath(RULES)
            .queryParam("done", done)
            .fragment("rule-" + rule)
            .encode()
            .toUriString();
  }
}
