package dev.barometer.complaint.desk;

import dev.barometer.complaint.attachment.AttachmentReader;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Closing;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.cause.RootCauseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.handling.CaseAccess;
import dev.barometer.complaint.handling.CaseListRepository;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.improvement.CaseActionRepository;
import dev.barometer.complaint.person.PersonCaseRepository;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.frame.page.Frame;
import dev.barometer.frame.wording.Wording;
import dev.barometer.starter.LinkProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Reads all that stands on the page of a case, bounded whatever there is of it. */
@Component
class CasePageReader {
  private static final int EARLIER = 10;
  private static final int MOST_ACTIONS = 20;

  private final CaseRepository cases;
  private final CaseListRepository list;
  private final PersonCaseRepository people;
  private final DeskMemberReader members;
  private final ClockBook book;
  private final AttachmentReader attachments;
  private final RootCauseRepository causes;
  private final CaseActionRepository actions;
  private final LinkProperties links;
  private final Clock clock;

  CasePageReader(
      CaseRepository cases,
      CaseListRepository list,
      PersonCaseRepository people,
      DeskMemberReader members,
      ClockBook book,
      AttachmentReader attachments,
      RootCauseRepository causes,
      CaseActionRepository actions,
      LinkProperties links,
      Clock clock) {
    this.cases = cases;
    this.list = list;
    this.people = people;
    this.members = members;
    this.book = book;
    this.attachments = attachments;
    this.causes = causes;
    this.actions = actions;
    this.links = links;
    this.clock = clock;
  }

  /**
   * What changes while one looks at it: where the case stands, and what happened.
   *
   * @param seen how much of the history one has seen; null where all of it is new
   */
  void readState(Case shown, @Nullable Integer seen, Frame frame, Model model) {
    Instant now = clock.instant();
    Wording wording = frame.wording(DeskPageController.TEXTS);
    ClockRules rules = book.of(shown.context().team());
    model.addAttribute("one", shown);
    model.addAttribute("line", new DeskText(wording, book, now).line(shown));
    model.addAttribute("clocks", ClockLine.of(shown, rules, wording, now));
    model.addAttribute("rootCauses", causes.get());
    Closing closing = shown.handling().closing();
    if (closing != null && closing.correctiveAction() != null) {
      model.addAttribute("actionOwner", members.called(closing.correctiveAction().owner()));
    }
    List<HistoryText.Line> history = new HistoryText(wording).lines(shown.handling().history());
    List<HistoryText.Line> newestFirst = new ArrayList<>(history);
    Collections.reverse(newestFirst);
    model.addAttribute("newestFirst", newestFirst);
    model.addAttribute(
        "unsatisfied",
        shown.status() == Status.CLOSED && HistoryText.isUnsatisfied(shown.handling().history()));
    model.addAttribute("seen", seen);
    model.addAttribute("news", HistoryText.since(seen, history));
  }

  void read(Case shown, HttpServletRequest call, Attempt attempt, Frame frame, Model model) {
    DeskMember member = DeskMemberReader.of(call);
    int all = shown.handling().history().size();
    readState(shown, all, frame, model);
    MoveForm typed = attempt.form();
    model.addAttribute(
        "meanwhile",
        HistoryText.since(
            typed == null ? null : typed.seen(),
            new HistoryText(frame.wording(DeskPageController.TEXTS))
                .lines(shown.handling().history())));
    model.addAttribute("files", attachments.of(shown, call));
    model.addAttribute("attempt", attempt);
    String team = shown.context().team();
    model.addAttribute("ticketLink", ticket(shown));
    model.addAttribute(
        "teamLink",
        team == null ? null : links.reporting() + "/dashboard?scope=" + encoded(scopeOf(team)));
    model.addAttribute("earlier", earlier(shown, member, frame));
    model.addAttribute("actions", actions(shown));
    model.addAttribute("planLink", member.mayPlan() ? plan(shown) : null);
    model.addAttribute("rating", new SaidText());
    model.addAttribute("blank", MoveForm.of(shown));
    Set<Move> open = open(shown, member);
    model.addAttribute("open", open.stream().map(Move::label).toList());
    model.addAttribute("forAnother", open.isEmpty());
    model.addAttribute("staff", members.handlingCasesOf(team));
    model.addAttribute("me", DeskMemberReader.nameOf(member));
    model.addAttribute("mine", CaseAccess.isHis(member, shown));
  }

  /**
   * What was planned so that it does not happen again.
   *
   * @param status the end of the message that says it
   * @param owner what he is called
   */
  record ActionLine(String title, String link, String status, String owner, LocalDate due) {}

  private List<ActionLine> actions(Case shown) {
    return actions.of(shown.caseId(), MOST_ACTIONS).stream()
        .map(
            one ->
                new ActionLine(
                    one.title(),
                    links.reporting() + "/actions/" + encoded(one.actionId()),
                    one.status(),
                    members.called(one.owner()),
                    one.due()))
        .toList();
  }

  /** The form of a new action, with what the case knows of it. */
  private String plan(Case shown) {
    UriComponentsBuilder form =
        UriComponentsBuilder.fromUriString(links.reporting() + "/actions/new")
            .queryParam("kind", "complaint")
            .queryParam("from", "{case}");
    Map<String, String> known = new HashMap<>(Map.of("case", shown.caseId()));
    String team = shown.context().team();
    if (team != null) {
      form.queryParam("scope", "{scope}");
      known.put("scope", scopeOf(team));
    }
    Closing closing = shown.handling().closing();
    if (closing != null && closing.correctiveAction() != null) {
      form.queryParam("title", "{title}").queryParam("owner", "{owner}").queryParam("due", "{due}");
      known.put("title", closing.correctiveAction().title());
      known.put("owner", closing.correctiveAction().owner());
      known.put("due", closing.correctiveAction().due().toString());
    }
    return form.encode().buildAndExpand(known).toUriString();
  }

  private static String scopeOf(String team) {
    return Scope.of(Dimension.TEAM, team).toString();
  }

  private String ticket(Case shown) {
    return shown.ticketId() == null
        ? ""
        : links.reporting() + "/tickets/" + encoded(shown.ticketId());
  }

  /** None where somebody else has to do it. */
  private Set<Move> open(Case shown, DeskMember member) {
    String first = shown.handling().stageOf();
    return first == null || CaseAccess.mayMove(member, cases.find(first).orElse(null))
        ? Move.openIn(shown)
        : EnumSet.noneOf(Move.class);
  }

  private List<DeskLine> earlier(Case shown, DeskMember member, Frame frame) {
    if (shown.personId() == null) {
      return List.of();
    }
    Instant now = clock.instant();
    DeskText text = new DeskText(frame.wording(DeskPageController.TEXTS), book, now);
    return list.newest(people.of(shown.personId()), member, EARLIER + 1).stream()
        .filter(one -> !one.caseId().equals(shown.caseId()))
        .limit(EARLIER)
        .map(text::line)
        .toList();
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
