package dev.barometer.complaint.message;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.MoveRefusedException;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.complaint.template.Purpose;
import dev.barometer.complaint.template.TemplateReader;
import dev.barometer.complaint.ticket.Addressee;
import dev.barometer.complaint.ticket.TicketRepository;
import dev.barometer.complaint.wording.WordingCheck;
import dev.barometer.complaint.wording.WordingRepository;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * A message to a customer as a page: begun with a template, looked at for its wording, sent as the
 * move that it is. What was typed is shown again whatever happens.
 */
@Controller
class MessagePageController {
  private static final String PAGE = "/desk/{id}/message";
  private static final String SEND = "send";
  private static final String FORMAL = "formal";

  /** By the name of each kind of message, what its templates are for. */
  private static final Map<String, Purpose> KINDS =
      Map.of(
          "acknowledge",
          Purpose.ACKNOWLEDGE,
          "message",
          Purpose.ASK,
          "respond",
          Purpose.ANSWER,
          FORMAL,
          Purpose.FORMAL_ANSWER);

  private final MovePublisher cases;
  private final CaseMoves moves;
  private final TicketRepository tickets;
  private final TemplateReader templates;
  private final WordingRepository wording;

  MessagePageController(
      MovePublisher cases,
      CaseMoves moves,
      TicketRepository tickets,
      TemplateReader templates,
      WordingRepository wording) {
    this.cases = cases;
    this.moves = moves;
    this.tickets = tickets;
    this.templates = templates;
    this.wording = wording;
  }

  /**
   * What is typed.
   *
   * @param seen the revision that was looked at when it was begun
   * @param read how many entries the history had then
   */
  record Typed(String kind, String text, @Nullable Long seen, @Nullable Integer read) {

    static Typed of(String kind, String text, Case about) {
      return new Typed(kind, text, about.revision(), about.handling().history().size());
    }
  }

  @GetMapping(PAGE)
  ModelAndView form(
      @PathVariable String id,
      @RequestParam(defaultValue = "message") String kind,
      @RequestParam(required = false) @Nullable String template,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    DeskMember member = DeskMemberReader.of(request);
    Case about = cases.find(id, member);
    String text =
        template == null
            ? ""
            : templates.of(about, null, null, member.actor().name()).stream()
                .filter(one -> one.templateId().equals(template))
                .findFirst()
                .map(TemplateReader.FilledTemplate::text)
                .orElse("");
    Typed typed = Typed.of(kind, text, about);
    return page(about, member, typed, response, model, HttpStatus.OK);
  }

  @PostMapping(PAGE)
  ModelAndView take(
      @PathVariable String id,
      @RequestParam(defaultValue = "message") String kind,
      @RequestParam(defaultValue = "") String message,
      @RequestParam(required = false) @Nullable Long seen,
      @RequestParam(required = false) @Nullable Integer read,
      @RequestParam(name = "do", defaultValue = "check") String button,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    DeskMember member = DeskMemberReader.of(request);
    Typed typed = new Typed(kind, message.replace("\r\n", "\n"), seen, read);
    if (!button.equals(SEND)) {
      Case about = cases.find(id, member);
      check(about, typed.text(), model);
      return page(about, member, typed, response, model, HttpStatus.OK);
    }
    try {
      cases.move(id, asRead(id, typed, member), member, step(typed));
      return new ModelAndView("redirect:/desk/{id}?done=" + move(typed.kind()).label());
    } catch (InvalidRequestException e) {
      Violation first = e.violations().get(0);
      return again(
          id, member, typed, first.rule(), response, model, HttpStatus.UNPROCESSABLE_CONTENT);
    } catch (MoveRefusedException e) {
      return again(id, member, typed, "conflict", response, model, HttpStatus.CONFLICT);
    } catch (ResponseStatusException e) {
      IfMatch.requireChanged(e);
      return again(id, member, typed, "changed", response, model, HttpStatus.PRECONDITION_FAILED);
    }
  }

  private @Nullable Long asRead(String id, Typed typed, DeskMember member) {
    Long seen = typed.seen();
    Integer read = typed.read();
    if (seen == null || read == null) {
      return seen;
    }
    return cases.asRead(id, seen, read, member);
  }

  private MovePublisher.Step step(Typed typed) {
    return (here, by, now) ->
        switch (typed.kind()) {
          case "acknowledge" -> moves.acknowledge(here, by, now, typed.text());
          case "respond" -> moves.respond(here, by, now, typed.text(), false);
          case FORMAL -> moves.respond(here, by, now, typed.text(), true);
          default -> moves.message(here, by, now, typed.text());
        };
  }

  private ModelAndView again(
      String id,
      DeskMember member,
      Typed typed,
      String why,
      HttpServletResponse response,
      Model model,
      HttpStatus status) {
    Case about = cases.find(id, member);
    model.addAttribute("refused", why);
    check(about, typed.text(), model);
    // Whoever sends it again has seen what it is by now.
    Typed shown = Typed.of(typed.kind(), typed.text(), about);
    return page(about, member, shown, response, model, status);
  }

  private ModelAndView page(
      Case about,
      DeskMember member,
      Typed typed,
      HttpServletResponse response,
      Model model,
      HttpStatus status) {
    PrintPageController.keepOutOfCaches(response);
    Set<Move> open = Move.openIn(about);
    List<String> kinds =
        List.of("acknowledge", "message", "respond", FORMAL).stream()
            .filter(kind -> open.contains(move(kind)))
            .filter(kind -> !kind.equals("respond") || !about.kind().equals(Case.COMPLAINT))
            .toList();
    model.addAttribute("id", about.caseId());
    model.addAttribute("about", about.ticketId() == null ? about.caseId() : about.ticketId());
    model.addAttribute("kinds", kinds);
    model.addAttribute("typed", typed);
    model.addAttribute("to", Addressee.of(about, tickets.find(about.ticketId()).orElse(null)));
    model.addAttribute(
        "templates", templates.of(about, KINDS.get(typed.kind()), null, member.actor().name()));
    ModelAndView page = new ModelAndView("desk-message", model.asMap());
    page.setStatus(status);
    return page;
  }

  private static Move move(String kind) {
    return switch (kind) {
      case "acknowledge" -> Move.ACKNOWLEDGE;
      case "message" -> Move.MESSAGE;
      default -> Move.RESPOND;
    };
  }

  /** In the customer's language, whoever writes in it. */
  private void check(Case about, String text, Model model) {
    Addressee to = Addressee.of(about, tickets.find(about.ticketId()).orElse(null));
    model.addAttribute(
        "findings",
        new WordingCheck(wording.find().lists())
            .findings(text, isIn(to, text) ? to.language().toLanguageTag() : null));
    model.addAttribute("openFields", WordingCheck.openFields(text));
  }

  /** A text in another script than the customer's language is looked at with all lists. */
  private static boolean isIn(Addressee to, String text) {
    boolean isLatin =
        text.codePoints().filter(Character::isIdeographic).findAny().isEmpty()
            && text.codePoints()
                .noneMatch(
                    one -> Character.UnicodeScript.of(one) == Character.UnicodeScript.HANGUL);
    return isLatin == to.language().getLanguage().equals("en");
  }
}
