package dev.barometer.reporting.render;

import dev.barometer.frame.page.Frame;
import dev.barometer.frame.wording.Wording;
import dev.barometer.reporting.action.ViewerReader;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.edition.Deliveries;
import dev.barometer.reporting.edition.Difference;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.EditionPublisher;
import dev.barometer.reporting.edition.NotOpenException;
import dev.barometer.reporting.edition.NotReviewerException;
import dev.barometer.reporting.edition.PlanFields;
import dev.barometer.reporting.edition.Status;
import dev.barometer.reporting.edition.Step;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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

/** One report: written, reviewed, published, and what became of it. */
@Controller
class ReportPageController {
  static final String ONE = "/reports/{id:R-.+}";

  private final EditionPublisher editions;
  private final ReportMovePublisher moves;
  private final DraftReader drafts;
  private final Deliveries deliveries;
  private final DeskLinks desk;
  private final ZoneId zone;

  ReportPageController(
      EditionPublisher editions,
      ReportMovePublisher moves,
      DraftReader drafts,
      Deliveries deliveries,
      DeskLinks desk,
      BarometerProperties barometer) {
    this.editions = editions;
    this.moves = moves;
    this.drafts = drafts;
    this.deliveries = deliveries;
    this.desk = desk;
    this.zone = barometer.organisation().zone();
  }

  /** Who is signed in, as a history names him. */
  static Step.Person person(Frame frame) {
    return EditionPublisher.person(frame.signedIn());
  }

  /** What people wrote is for who may read it. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  /**
   * @param part where it asks for its state again, while it is collected
   * @param comments where those that may be quoted go on
   */
  @GetMapping(ONE)
  String one(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String part,
      @RequestParam(required = false) @Nullable String comments,
      @RequestAttribute Frame frame,
      Model model) {
    show(editions.find(id), Cursor.asked(comments), frame, model);
    return "state".equals(part) ? "report :: state" : "report";
  }

  @PostMapping(ONE + "/moves/{move}")
  ModelAndView move(
      @PathVariable String id,
      @PathVariable String move,
      @RequestParam long revision,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    try {
      Edition after = moves.make(move, id, revision, call, person(frame));
      return new ModelAndView(
          "redirect:/reports/" + after.reportId() + "?done=" + move + place(move, call));
    } catch (InvalidRequestException e) {
      return refused("incomplete", id, call, frame, model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (NotReviewerException e) {
      return refused("403", id, call, frame, model, HttpStatus.FORBIDDEN);
    } catch (NotOpenException e) {
      return refused("409", id, call, frame, model, HttpStatus.CONFLICT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return refused("412", id, call, frame, model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  /** One goes on where he was, where a section has many forms. */
  private static String place(String move, HttpServletRequest call) {
    return move.equals("note") || move.equals("quote") ? "#" + call.getParameter("section") : "";
  }

  /** What was filled in is shown again, beside how it is now. */
  private ModelAndView refused(
      String why, String id, HttpServletRequest call, Frame frame, Model model, HttpStatus status) {
    show(editions.find(id), null, frame, model);
    model.addAttribute("refused", why);
    model.addAttribute("typed", typed(call));
    model.addAttribute("ticked", ReportMovePublisher.chosen(call));
    return new ModelAndView("report", model.asMap(), status);
  }

  private static Map<String, String> typed(HttpServletRequest call) {
    Map<String, String> typed =
        call.getParameterMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()[0]));
    String section = typed.get("section");
    if (section != null && typed.containsKey("text")) {
      typed.put("text." + section, typed.get("text"));
    }
    return typed;
  }

  /** Makes it once more, and says where it is not the same. */
  @PostMapping(ONE + "/verify")
  String verify(
      @PathVariable String id,
      @RequestParam String against,
      @RequestAttribute Frame frame,
      Model model) {
    Edition edition = editions.find(id);
    List<Difference> found =
        switch (against) {
          case "inputs" -> editions.differencesFromInputs(edition);
          case "log" -> editions.differencesFromLog(edition);
          default -> throw new InvalidRequestException("against", "must be inputs or log");
        };
    show(edition, null, frame, model);
    model.addAttribute("against", against);
    model.addAttribute("differences", new DifferenceText(wording(frame)).sheet(found));
    return "report";
  }

  private void show(Edition edition, @Nullable Cursor comments, Frame frame, Model model) {
    drafts.show(edition, comments, wording(frame), model);
    ReportText text =
        new ReportText(wording(frame), new ReportLinks(desk, edition.plan().period(), zone));
    model.addAttribute("edition", edition);
    model.addAttribute("status", edition.status().label());
    model.addAttribute("paper", text.of(edition, editions.changes(edition)));
    model.addAttribute("texts", byLabel(edition));
    model.addAttribute("remarks", remarks(edition));
    model.addAttribute("history", HistoryLine.of(edition, text));
    model.addAttribute("languages", PlanFields.LANGUAGES);
    model.addAttribute("mayApprove", edition.mayBeApprovedBy(person(frame)));
    model.addAttribute("mayPlan", ViewerReader.mayPlan(frame.signedIn()));
    model.addAttribute("deliveries", deliveries.of(edition.reportId()));
    model.addAttribute("collecting", edition.status() == Status.COLLECTING);
    model.addAttribute("typed", Map.of());
    model.addAttribute("ticked", List.of());
    model.addAttribute("wording", frame.wording());
  }

  private static Map<String, String> byLabel(Edition edition) {
    return edition.texts().entrySet().stream()
        .collect(Collectors.toMap(one -> one.getKey().label(), Map.Entry::getValue));
  }

  private static Map<String, String> remarks(Edition edition) {
    return edition.remarks().stream()
        .collect(
            Collectors.toMap(
                one -> one.section().label(),
                Edition.Remark::text,
                (one, other) -> one + "\n" + other));
  }

  /** The days of a report are the organisation's, whoever reads it. */
  private Wording wording(Frame reader) {
    return reader.wording(ReportWording.TEXTS).in(zone);
  }
}
