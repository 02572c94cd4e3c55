package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockName;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people do to a case. Each move is refused where it is not open ({@link
 * MoveRefusedException}) or incomplete ({@link InvalidRequestException}), leaves an entry in the
 * history, and gives the case as it is then. Plain: nothing is kept here.
 */
public final class CaseMoves {
  /** What a person may write at once. */
  static final int LONGEST_TEXT = 10_000;

  private static final int LONGEST_LINE = 500;

  private final ClockBook book;

  public CaseMoves(ClockBook book) {
    this.book = book;
  }

  private CaseEdit edit(Move move, Case here, Instant now) {
    CaseEdit edit = new CaseEdit(here, now, book.of(here.context().team()));
    if (!Move.openIn(here).contains(move)) {
      throw new MoveRefusedException(move, here);
    }
    return edit;
  }

  /** A person says that it is looked at; what he writes goes to the customer. */
  public Case acknowledge(Case here, Actor by, Instant now, @Nullable String message) {
    CaseEdit edit = edit(Move.ACKNOWLEDGE, here, now);
    checked("message", message, false);
    edit.acknowledged = true;
    edit.status = Status.ACKNOWLEDGED;
    edit.done(ClockName.ACKNOWLEDGE).add(by, What.ACKNOWLEDGED, message, Map.of());
    return edit.as(EventTypes.COMPLAINT_ACKNOWLEDGED).result(edit.now());
  }

  /**
   * Somebody judges how bad it is, and whether it is a formal complaint; never back.
   *
   * @param asKind null: what it is by now
   */
  public Case assess(
      Case here,
      Actor by,
      Instant now,
      Severity severity,
      @Nullable String asKind,
      @Nullable String note) {
    CaseEdit edit = edit(Move.ASSESS, here, now);
    checked("note", note, false);
    String kind = asKind == null ? edit.kind : asKind;
    if (!Case.higher(edit.kind, kind).equals(kind)) {
      throw new InvalidRequestException("kind", "a complaint is not a grievance again");
    }
    edit.assessedAs = severity;
    edit.severity = severity;
    if (here.status() == Status.ACKNOWLEDGED) {
      edit.status = Status.ASSESSED;
    }
    edit.done(ClockName.ASSESS)
        .add(by, What.ASSESSED, note, Map.of("severity", severity.label(), "kind", kind));
    if (kind.equals(Case.COMPLAINT)) {
      edit.becomeComplaint("assessed", edit.now());
    }
    edit.retarget();
    return edit.as(EventTypes.COMPLAINT_ASSESSED).result(edit.now());
  }

  public Case assign(Case here, Actor by, Instant now, Assignee to) {
    CaseEdit edit = edit(Move.ASSIGN, here, now);
    edit.assignee = to;
    edit.add(by, What.ASSIGNED, null, Map.of("to", to.id(), "name", to.name()));
    return edit.as(EventTypes.COMPLAINT_ASSIGNED).result(edit.now());
  }

  /** For inside; no customer reads it. */
  public Case note(Case here, Actor by, Instant now, String text) {
    CaseEdit edit = edit(Move.NOTE, here, now);
    checked("text", text, true);
    return edit.add(by, What.NOTED, text, Map.of()).result(edit.now());
  }

  /** To the customer, besides the answer. */
  public Case message(Case here, Actor by, Instant now, String message) {
    CaseEdit edit = edit(Move.MESSAGE, here, now);
    checked("message", message, true);
    return edit.add(by, What.MESSAGE_SENT, message, Map.of()).result(edit.now());
  }

  public Case investigate(Case here, Actor by, Instant now) {
    CaseEdit edit = edit(Move.INVESTIGATE, here, now);
    edit.status = Status.INVESTIGATING;
    return edit.add(by, What.INVESTIGATING, null, Map.of()).result(edit.now());
  }

  /** The clocks stand until somebody goes on, or the customer says something. */
  public Case waitFor(Case here, Actor by, Instant now, String whom, @Nullable String note) {
    CaseEdit edit = edit(Move.WAIT, here, now);
    checked("note", note, false);
    edit.waitingFor = whom;
    edit.stand();
    return edit.add(by, What.WAITING, note, Map.of("for", whom)).result(edit.now());
  }

  public Case resume(Case here, Actor by, Instant now) {
    CaseEdit edit = edit(Move.RESUME, here, now);
    edit.waitingFor = null;
    edit.run();
    return edit.add(by, What.RESUMED, null, Map.of()).result(edit.now());
  }

  /** The answer; that to a complaint is formal. */
  public Case respond(Case here, Actor by, Instant now, String message, boolean formal) {
    CaseEdit edit = edit(Move.RESPOND, here, now);
    checked("message", message, true);
    if (edit.kind.equals(Case.COMPLAINT) && !formal) {
      throw new InvalidRequestException("formal", "must be true: a complaint has a formal answer");
    }
    edit.status = Status.RESPONDED;
    edit.done(ClockName.ANSWER)
        .add(by, What.RESPONDED, message, Map.of("formal", Boolean.toString(formal)));
    return edit.as(EventTypes.COMPLAINT_RESPONDED).result(edit.now());
  }

  public Case close(Case here, Actor by, Instant now, Closing closing) {
    CaseEdit edit = edit(Move.CLOSE, here, now);
    require(closing);
    edit.close(closing);
    Map<String, String> details = new TreeMap<>();
    details.put("accepted", Boolean.toString(closing.accepted()));
    details.put("rootCause", closing.rootCause());
    edit.add(by, What.CLOSED, closing.remedy(), details);
    return edit.as(EventTypes.COMPLAINT_CLOSED).result(edit.now());
  }

  private static void require(Closing closing) {
    Violations violations = new Violations(Instant.EPOCH);
    text(violations, "rootCause", closing.rootCause(), LONGEST_LINE);
    text(violations, "remedy", closing.remedy(), LONGEST_TEXT);
    Closing.CorrectiveAction action = closing.correctiveAction();
    if (action == null
        && (closing.noActionBecause() == null || closing.noActionBecause().isBlank())) {
      violations.broken("correctiveAction", "is required, or noActionBecause");
    }
    if (action != null) {
      violations.in("correctiveAction");
      text(violations, "title", action.title(), LONGEST_LINE);
      violations.id("owner", action.owner());
      violations.present("due", action.due());
      violations.in("");
    }
    violations.text("noActionBecause", closing.noActionBecause(), LONGEST_TEXT);
    if (!closing.accepted()) {
      text(violations, "recourse", closing.recourse(), LONGEST_TEXT);
    }
    throwIfAny(violations);
  }

  private static void text(Violations violations, String field, @Nullable String value, int most) {
    if (violations.present(field, value == null || value.isBlank() ? null : value)) {
      violations.text(field, value, most);
    }
  }

  private static void throwIfAny(Violations violations) {
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
  }

  public Case withdraw(Case here, Actor by, Instant now, String reason) {
    CaseEdit edit = edit(Move.WITHDRAW, here, now);
    checked("reason", reason, true);
    edit.status = Status.WITHDRAWN;
    edit.withdrawnByHand = true;
    edit.waitingFor = null;
    edit.stand();
    edit.add(by, What.WITHDRAWN, reason, Map.of());
    return edit.as(EventTypes.COMPLAINT_WITHDRAWN).result(edit.now());
  }

  public Case reopen(Case here, Actor by, Instant now, String reason) {
    CaseEdit edit = edit(Move.REOPEN, here, now);
    checked("reason", reason, true);
    edit.add(by, What.REOPENED, reason, Map.of());
    edit.reopen(edit.reached());
    return edit.result(edit.now());
  }

  /** It becomes a part of another; its evidence is taken there by whoever follows its events. */
  public Case merge(Case here, Actor by, Instant now, Case into) {
    CaseEdit edit = edit(Move.MERGE, here, now);
    if (into.caseId().equals(here.caseId()) || into.isOver()) {
      throw new InvalidRequestException("into", "must be another case that is open");
    }
    if (into.handling().stageOf() != null || here.handling().stageOf() != null) {
      throw new InvalidRequestException("into", "a review is a case of its own");
    }
    edit.mergedInto = into.caseId();
    edit.status = Status.WITHDRAWN;
    edit.withdrawnByHand = true;
    edit.waitingFor = null;
    edit.stand();
    edit.move(here.standing().stream().map(Evidence::responseId).toList(), into.caseId());
    edit.add(by, What.MERGED, null, Map.of("into", into.caseId()));
    return edit.as(EventTypes.COMPLAINT_WITHDRAWN).result(edit.now());
  }

  /** Some of what was said is another matter; it is taken to a case of its own. */
  public Case split(
      Case here, Actor by, Instant now, List<String> responseIds, String newId, String reason) {
    CaseEdit edit = edit(Move.SPLIT, here, now);
    checked("reason", reason, true);
    Set<String> some = Set.copyOf(responseIds);
    Set<String> all =
        here.standing().stream().map(Evidence::responseId).collect(Collectors.toSet());
    if (some.isEmpty() || !all.containsAll(some) || some.size() == all.size()) {
      throw new InvalidRequestException(
          "evidence", "must be the responseIds of some of the evidence, not of all of it");
    }
    edit.add(by, What.SPLIT, reason, Map.of("into", newId));
    edit.move(some, newId).follow();
    return edit.result(edit.now());
  }

  /** That a second stage was asked for, in the first. */
  public Case review(Case here, Actor by, Instant now, String reason, String reviewId) {
    CaseEdit edit = edit(Move.REVIEW, here, now);
    checked("reason", reason, true);
    edit.reviewedBy = reviewId;
    edit.add(by, What.REVIEW_REQUESTED, reason, Map.of("review", reviewId));
    return edit.result(edit.now());
  }

  private static void checked(String field, @Nullable String text, boolean required) {
    Violations violations = new Violations(Instant.EPOCH);
    if (required) {
      text(violations, field, text, LONGEST_TEXT);
    } else {
      violations.text(field, text, LONGEST_TEXT);
    }
    throwIfAny(violations);
  }
}
