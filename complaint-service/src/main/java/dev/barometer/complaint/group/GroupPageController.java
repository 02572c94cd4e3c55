package dev.barometer.complaint.group;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Customers with the same problem, on the desk: which groups there are, and one answer to many. */
@Controller
class GroupPageController {
  private static final String GROUPS = "/desk/groups";
  private static final List<Integer> DAYS = List.of(7, 30, 90);
  private static final int MOST_SHOWN = 100;

  private final GroupReader reader;
  private final ManyAnswerPublisher publisher;
  private final Clock clock;

  GroupPageController(GroupReader reader, ManyAnswerPublisher publisher, Clock clock) {
    this.reader = reader;
    this.publisher = publisher;
    this.clock = clock;
  }

  @ModelAttribute
  void keepOutOfCaches(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
  }

  /** A group, and whether it is a signal. */
  record Line(CaseGroup group, boolean grows) {}

  /**
   * An open case that can be chosen.
   *
   * @param name its ticket where it has one
   */
  record Choice(
      String id,
      String name,
      @Nullable String person,
      String status,
      Instant openedAt,
      String said,
      boolean answerable) {

    static Choice of(Case found) {
      String said =
          found.standing().stream()
              .map(one -> one.said().text())
              .filter(text -> text != null && !text.isBlank())
              .findFirst()
              .orElse("");
      return new Choice(
          found.caseId(),
          found.ticketId() == null ? found.caseId() : found.ticketId(),
          found.personId(),
          found.status().label(),
          found.openedAt(),
          said,
          Move.openIn(found).contains(Move.RESPOND));
    }
  }

  @GetMapping(GROUPS)
  String groups(
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(defaultValue = "30") int days,
      HttpServletRequest request,
      Model model) {
    if (!DAYS.contains(days)) {
      throw new InvalidRequestException("days", "must be one of " + DAYS);
    }
    DeskMember member = DeskMemberReader.of(request);
    GroupBy asked = reader.by(by, member);
    Instant now = clock.instant();
    var period = new GroupReader.Period(now.minus(Duration.ofDays(days)), now);
    List<CaseGroup> all = reader.groups(asked, period, member);
    model.addAttribute("by", asked.label());
    model.addAttribute("days", days);
    model.addAttribute("allDays", DAYS);
    model.addAttribute(
        "allBy",
        Arrays.stream(GroupBy.values())
            .filter(one -> one != GroupBy.AGENT || !member.isAgent())
            .map(GroupBy::label)
            .toList());
    model.addAttribute(
        "groups",
        all.stream().limit(MOST_SHOWN).map(group -> new Line(group, reader.grows(group))).toList());
    return "desk-groups";
  }

  /** The part of the desk that tells what grows. */
  @GetMapping(GROUPS + "/signals")
  String signals(HttpServletRequest request, Model model) {
    model.addAttribute("signals", reader.growing(DeskMemberReader.of(request)));
    return "desk-group-signals :: signals";
  }

  @GetMapping(GROUPS + "/cases")
  String cases(
      @RequestParam String by,
      @RequestParam String value,
      HttpServletRequest request,
      Model model) {
    DeskMember member = DeskMemberReader.of(request);
    GroupBy asked = reader.by(by, member);
    model.addAttribute("by", asked.label());
    model.addAttribute("value", value);
    model.addAttribute("key", UUID.randomUUID().toString());
    model.addAttribute(
        "choices", reader.openOf(asked, value, member).stream().map(Choice::of).toList());
    return "desk-group-cases";
  }

  /** It is done in the background; the page that follows shows how far it is. */
  @PostMapping(GROUPS + "/answers")
  String answer(
      @RequestParam(required = false) @Nullable List<String> complaints,
      @RequestParam String message,
      @RequestParam String kind,
      @RequestParam(required = false) @Nullable String formal,
      @RequestParam String key,
      HttpServletRequest request) {
    ManyAnswer.Kind asked =
        kind.equals("message") ? ManyAnswer.Kind.MESSAGE : ManyAnswer.Kind.ANSWER;
    ManyAnswer kept =
        publisher.begin(
            asked,
            new ManyRequest(complaints, message, formal != null),
            key,
            DeskMemberReader.of(request));
    publisher.soon(kept);
    return "redirect:" + GROUPS + "/answers/" + kept.id();
  }

  @GetMapping(GROUPS + "/answers/{id}")
  String progress(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest request,
      Model model) {
    ManyAnswer kept =
        publisher
            .find(id, DeskMemberReader.of(request))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("answer", kept);
    model.addAttribute("outcomes", kept.inOrder());
    return part == null ? "desk-group-answer" : "desk-group-answer :: progress";
  }
}
