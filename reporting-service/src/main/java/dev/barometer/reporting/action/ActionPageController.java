package dev.barometer.reporting.action;

import dev.barometer.contract.rule.Violation;
import dev.barometer.frame.page.Frame;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Improvement actions as pages: the board, one action, and the form for a new one. */
@Controller
class ActionPageController {
  private static final String BOARD = "/actions";
  private static final String ONE = BOARD + "/{id}";

  private final ActionPublisher publisher;
  private final ActionRequestReader requests;
  private final ActionPageReader pages;

  ActionPageController(
      ActionPublisher publisher, ActionRequestReader requests, ActionPageReader pages) {
    this.publisher = publisher;
    this.requests = requests;
    this.pages = pages;
  }

  /** Names people. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @GetMapping(BOARD)
  String board(@RequestAttribute Frame frame, Model model) {
    pages.board(frame, model);
    return "actions";
  }

  /**
   * @param known what the page knows that leads here, by the names of the fields
   */
  @GetMapping(BOARD + "/new")
  ModelAndView blank(
      @ModelAttribute("form") ActionForm known, @RequestAttribute Frame frame, Model model) {
    ActionController.requireWriter(ActionPageReader.viewer(frame));
    Parameters.oneOf("kind", known.kind(), Cause.KINDS);
    return blank(pages.begun(known), Set.of(), HttpStatus.OK, frame, model);
  }

  private ModelAndView blank(
      ActionForm form, Set<String> wrong, HttpStatus status, Frame frame, Model model) {
    model.addAttribute("wrong", wrong);
    pages.form(form, frame, model);
    return new ModelAndView("action-new", model.asMap(), status);
  }

  @PostMapping(BOARD)
  ModelAndView plan(
      @ModelAttribute("form") ActionForm form, @RequestAttribute Frame frame, Model model) {
    ActionController.requireWriter(ActionPageReader.viewer(frame));
    try {
      Action planned =
          publisher.plan(requests.read(form.toRequest()), ViewerReader.person(frame.signedIn()));
      return new ModelAndView("redirect:" + BOARD + "/" + planned.actionId());
    } catch (InvalidRequestException e) {
      return blank(form, fieldsOf(e), HttpStatus.UNPROCESSABLE_CONTENT, frame, model);
    }
  }

  @GetMapping(ONE)
  ModelAndView one(@PathVariable String id, @RequestAttribute Frame frame, Model model) {
    Action action = publisher.find(id, ActionPageReader.viewer(frame));
    return one(action, ActionForm.of(action), Set.of(), null, HttpStatus.OK, frame, model);
  }

  /**
   * @param refused the end of the message that says why nothing was done; null where all went well
   */
  private ModelAndView one(
      Action action,
      ActionForm form,
      Set<String> wrong,
      @Nullable String refused,
      HttpStatus status,
      Frame frame,
      Model model) {
    model.addAttribute("wrong", wrong);
    model.addAttribute("refused", refused);
    pages.one(action, form, frame, model);
    return new ModelAndView("action", model.asMap(), status);
  }

  @PostMapping(ONE)
  ModelAndView change(
      @PathVariable String id,
      @ModelAttribute("form") ActionForm form,
      @RequestAttribute Frame frame,
      Model model) {
    return act(
        id,
        form,
        frame,
        model,
        viewer ->
            publisher.change(
                id,
                viewer,
                form.revision(),
                (action, now) -> {
                  ActionRequest request =
                      action.frozen() == null ? form.toRequest() : form.toWords();
                  ActionRequestReader.Asked asked = requests.read(request, action);
                  return action.changed(
                      asked.words(), asked.goal(), ViewerReader.person(frame.signedIn()), now);
                }));
  }

  @PostMapping(ONE + "/moves/{move}")
  ModelAndView move(
      @PathVariable String id,
      @PathVariable String move,
      @RequestParam long revision,
      @RequestParam(required = false) @Nullable String note,
      @RequestAttribute Frame frame,
      Model model) {
    Move known =
        Move.of(move)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such move"));
    return act(
        id,
        null,
        frame,
        model,
        viewer ->
            publisher.move(
                id,
                viewer,
                revision,
                known,
                ActionController.note(note),
                ViewerReader.person(frame.signedIn())));
  }

  /** What is done with an action. */
  @FunctionalInterface
  private interface Act {
    Action by(Viewer viewer);
  }

  /**
   * @param form what was sent; null where that was no form of its fields
   */
  private ModelAndView act(
      String id, @Nullable ActionForm form, Frame frame, Model model, Act act) {
    Viewer viewer = ActionPageReader.viewer(frame);
    ActionController.requireWriter(viewer);
    try {
      Action done = act.by(viewer);
      return new ModelAndView("redirect:" + BOARD + "/" + done.actionId() + "?saved");
    } catch (InvalidRequestException e) {
      return again(id, form, fieldsOf(e), null, HttpStatus.UNPROCESSABLE_CONTENT, frame, model);
    } catch (MoveRefusedException e) {
      return again(id, form, Set.of(), "refused", HttpStatus.CONFLICT, frame, model);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return again(id, form, Set.of(), "meanwhile", HttpStatus.PRECONDITION_FAILED, frame, model);
    }
  }

  private ModelAndView again(
      String id,
      @Nullable ActionForm form,
      Set<String> wrong,
      @Nullable String refused,
      HttpStatus status,
      Frame frame,
      Model model) {
    Action action = publisher.find(id, ActionPageReader.viewer(frame));
    ActionForm shown = form == null || wrong.isEmpty() ? ActionForm.of(action) : form;
    return one(action, shown, wrong, refused, status, frame, model);
  }

  private static Set<String> fieldsOf(InvalidRequestException e) {
    return e.violations().stream()
        .map(Violation::field)
        .map(field -> field.startsWith("from") ? "from" : field)
        .collect(Collectors.toSet());
  }
}
