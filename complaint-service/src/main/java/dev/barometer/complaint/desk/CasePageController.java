package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.frame.page.Frame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/** One case on one page. */
@Controller
class CasePageController {
  static final String ONE = DeskPageController.QUEUE + "/{id}";
  private static final String STATE = "state";

  private final MovePublisher cases;
  private final CasePageReader pages;
  private final Clock clock;

  CasePageController(MovePublisher cases, CasePageReader pages, Clock clock) {
    this.cases = cases;
    this.pages = pages;
    this.clock = clock;
  }

  /** Names people, and quotes them. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  /**
   * The page, or what may change of it while one looks at it.
   *
   * @param seen how many entries of the history the page showed that asks for a part of itself
   */
  @GetMapping(ONE)
  @Nullable String one(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String part,
      @RequestParam(required = false) @Nullable Integer seen,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest call,
      HttpServletResponse response,
      @RequestAttribute Frame frame,
      Model model) {
    DeskMember member = DeskMemberReader.of(call);
    Case found = cases.find(id, member);
    if (STATE.equals(part)) {
      String tag =
          LiveTags.of(
              found.revision(),
              clock.instant(),
              id,
              String.valueOf(seen),
              LocaleContextHolder.getLocale());
      if (new ServletWebRequest(call, response).checkNotModified(tag)) {
        return null;
      }
      pages.readState(found, seen, frame, model);
      return "desk-case-state :: live";
    }
    pages.read(found, call, Attempt.NONE, frame, model);
    model.addAttribute("done", done);
    return "desk-case";
  }
}
