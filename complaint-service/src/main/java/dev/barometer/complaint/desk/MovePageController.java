package dev.barometer.complaint.desk;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.MoveRefusedException;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.handling.MoveReader;
import dev.barometer.complaint.handling.MoveRequest;
import dev.barometer.complaint.handling.StagePublisher;
import dev.barometer.frame.page.Frame;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What people do to a case on its page: the same moves as over the API. Whatever keeps one from
 * being made, the page comes again with what was filled in.
 */
@Controller
class MovePageController {
  private static final Map<HttpStatusCode, String> REFUSALS =
      Map.of(
          HttpStatus.PRECONDITION_FAILED, "meanwhile",
          HttpStatus.FORBIDDEN, "another");

  private final MovePublisher publisher;
  private final StagePublisher stages;
  private final MoveReader reader;
  private final CaseMoves moves;
  private final CasePageReader pages;

  MovePageController(
      MovePublisher publisher,
      StagePublisher stages,
      MoveReader reader,
      CaseMoves moves,
      CasePageReader pages) {
    this.publisher = publisher;
    this.stages = stages;
    this.reader = reader;
    this.moves = moves;
    this.pages = pages;
  }

  /** Names people, and quotes them. */
  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  @PostMapping(CasePageController.ONE + "/moves/{move}")
  ModelAndView move(
      @PathVariable String id,
      @PathVariable("move") String label,
      @ModelAttribute("form") MoveForm form,
      HttpServletRequest call,
      @RequestAttribute Frame frame,
      Model model) {
    Move move = known(label);
    DeskMember member = DeskMemberReader.of(call);
    try {
      Case moved = make(move, id, form, member);
      return new ModelAndView("redirect:" + address(moved.caseId(), move));
    } catch (InvalidRequestException e) {
      Attempt broken = Attempt.broken(move, form, e.violations());
      return again(id, broken, call, frame, model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (MoveRefusedException e) {
      Attempt refused = Attempt.refused(move, form, "not-open");
      return again(id, refused, call, frame, model, HttpStatus.CONFLICT);
    } catch (ResponseStatusException e) {
      String why = REFUSALS.get(e.getStatusCode());
      if (why == null) {
        throw e;
      }
      return again(
          id,
          Attempt.refused(move, form, why),
          call,
          frame,
          model,
          HttpStatus.valueOf(e.getStatusCode().value()));
    }
  }

  private static Move known(String label) {
    return Arrays.stream(Move.values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no move " + label));
  }

  private static String address(String caseId, Move done) {
    return UriComponentsBuilder.fromPath(CasePageController.ONE)
        .queryParam("done", done.label())
        .build(caseId)
        .toString();
  }

  private Case make(Move move, String id, MoveForm form, DeskMember member) {
    long revision = publisher.asRead(id, revision(form), form.read(), member);
    return switch (move) {
      case MERGE ->
          stages.merge(
              id, revision, member, new MoveRequest.Merge(MoveForm.blankToNull(form.into())));
      case SPLIT ->
          stages.split(id, revision, member, new MoveRequest.Split(form.evidence(), form.reason()));
      case REVIEW -> stages.review(id, revision, member, new MoveRequest.Because(form.reason()));
      default -> publisher.move(id, revision, member, step(move, form));
    };
  }

  private static long revision(MoveForm form) {
    Long drawnFor = form.revision();
    if (drawnFor == null) {
      throw new InvalidRequestException("revision", "is required");
    }
    return drawnFor;
  }

  private MovePublisher.Step step(Move move, MoveForm form) {
    @Nullable String message = MoveForm.blankToNull(form.message());
    @Nullable String note = MoveForm.blankToNull(form.note());
    String reason = MoveReader.text(form.reason());
    return switch (move) {
      case ACKNOWLEDGE -> (here, by, now) -> moves.acknowledge(here, by, now, message);
      case ASSESS ->
          (here, by, now) ->
              moves.assess(
                  here,
                  by,
                  now,
                  MoveReader.severity(form.severity()),
                  MoveReader.kind(form.kind(), here),
                  note);
      case ASSIGN ->
          (here, by, now) -> moves.assign(here, by, now, reader.assigneeCalled(form.to()));
      case NOTE -> (here, by, now) -> moves.note(here, by, now, MoveReader.text(form.text()));
      case MESSAGE ->
          (here, by, now) -> moves.message(here, by, now, MoveReader.text(form.message()));
      case INVESTIGATE -> moves::investigate;
      case WAIT -> (here, by, now) -> moves.waitFor(here, by, now, "customer", note);
      case RESUME -> moves::resume;
      case RESPOND ->
          (here, by, now) ->
              moves.respond(here, by, now, MoveReader.text(form.message()), form.isFormal());
      case CLOSE ->
          (here, by, now) ->
              moves.close(here, by, now, MoveReader.closing(form.close(reader::idOf)));
      case WITHDRAW -> (here, by, now) -> moves.withdraw(here, by, now, reason);
      case REOPEN -> (here, by, now) -> moves.reopen(here, by, now, reason);
      case MERGE, SPLIT, REVIEW -> throw new IllegalArgumentException(move + " concerns two cases");
    };
  }

  /** The page with what was filled in, of the case as it is now. */
  private ModelAndView again(
      String id,
      Attempt attempt,
      HttpServletRequest call,
      Frame frame,
      Model model,
      HttpStatus status) {
    pages.read(publisher.find(id, DeskMemberReader.of(call)), call, attempt, frame, model);
    return new ModelAndView("desk-case", model.asMap(), status);
  }
}
