package dev.barometer.complaint.desk;

import dev.barometer.complaint.handling.CaseQuery;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps what a member of the desk wants to see again. */
@Controller
class SavedViewPageController {
  private static final String VIEWS = DeskPageController.QUEUE + "/views";
  private static final int LONGEST_NAME = 60;

  private final SavedViewRepository views;

  SavedViewPageController(SavedViewRepository views) {
    this.views = views;
  }

  /** The queue as it was filtered, by a name. */
  @PostMapping(VIEWS)
  String save(@RequestParam String name, @ModelAttribute CaseQuery asked, HttpServletRequest call) {
    String actorId = DeskMemberReader.of(call).actor().id();
    String known = name.strip();
    if (known.isEmpty() || known.length() > LONGEST_NAME) {
      throw new InvalidRequestException("name", "must be 1 to " + LONGEST_NAME + " characters");
    }
    asked.filter(ZoneOffset.UTC);
    SavedViewRepository.Member member = views.of(actorId);
    boolean isNew = member.views().stream().noneMatch(view -> view.name().equals(known));
    if (isNew && member.views().size() >= SavedViewRepository.MOST) {
      throw new InvalidRequestException(
          "name", "is one more than the " + SavedViewRepository.MOST + " that are kept");
    }
    views.save(actorId, new SavedViewRepository.SavedView(known, asked.text()));
    return redirect(asked);
  }

  @PostMapping(VIEWS + "/remove")
  String remove(
      @RequestParam String name, @ModelAttribute CaseQuery asked, HttpServletRequest call) {
    views.remove(DeskMemberReader.of(call).actor().id(), name);
    return redirect(asked);
  }

  /** Without a name one starts with the whole queue. */
  @PostMapping(VIEWS + "/start")
  String start(
      @RequestParam(defaultValue = "") String name,
      @ModelAttribute CaseQuery asked,
      HttpServletRequest call) {
    views.startWith(DeskMemberReader.of(call).actor().id(), name.isEmpty() ? null : name);
    return redirect(asked);
  }

  private static String redirect(CaseQuery asked) {
    return "redirect:" + DeskPageController.QUEUE + "?" + asked.text();
  }
}
