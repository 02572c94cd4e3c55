package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bad experience that is being handled. As long as nobody has judged it, severity, rule, opening
 * time and context follow from the evidence alone, so the order in which responses are read does
 * not matter: the earliest one that stands gives rule, time and context, the worst one the
 * severity, and a case in which nothing stands any more is withdrawn until something does.
 *
 * @param kind {@code grievance} or {@code complaint}; never back
 * @param evidence the earliest first
 */
public record Case(
    String caseId,
    long revision,
    String kind,
    Status status,
    Severity severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable String personId,
    Context context,
    List<Evidence> evidence,
    Handling handling,
    Change lastChange) {

  public static final String GRIEVANCE = "grievance";
  public static final String COMPLAINT = "complaint";
  public static final String BY_HAND = "by-hand";
  static final int MOST_EVIDENCE = 20;

  public Case {
    handling = handling == null ? Handling.NONE : handling;
  }

  /** The kind that is more of the two. */
  public static String higher(String one, String other) {
    return one.equals(COMPLAINT) ? one : other;
  }

  public Optional<Evidence> evidenceOf(String responseId) {
    return evidence.stream().filter(entry -> entry.responseId().equals(responseId)).findFirst();
  }

  /** Where what a response said was taken to, if it was. */
  public Optional<String> movedTo(String responseId) {
    return handling.moved().stream()
        .filter(moved -> moved.responseId().equals(responseId))
        .map(Moved::caseId)
        .findFirst();
  }

  /** What was said and still stands, here and not in another case. */
  public List<Evidence> standing() {
    return evidence.stream()
        .filter(entry -> entry.stands() && movedTo(entry.responseId()).isEmpty())
        .toList();
  }

  /**
   * Whether further evidence may join. A settled case stays as it was answered, and a full one
   * would outgrow a record; either way the next response of the same matter opens the next case.
   */
  public boolean isOpenToMore() {
    return !isSettled() && evidence.size() < MOST_EVIDENCE;
  }

  /** Whether what is said later changes nothing of it any more. */
  boolean isSettled() {
    return status == Status.CLOSED || handling.withdrawnByHand() || handling.mergedInto() != null;
  }

  /** Whether nobody has to do anything any more. */
  public boolean isOver() {
    return status == Status.CLOSED || status == Status.WITHDRAWN;
  }

  /** The case with this entry in the place of what the same response said before. */
  public Case with(Evidence entry, Instant saidAt, Instant now, ClockRules rules) {
    return new CaseEdit(this, now, rules).evidence(entry, Actor.BAROMETER).result(saidAt);
  }

  /** The case with what somebody took down. */
  public Case withTaken(Evidence entry, Actor by, Instant now, ClockRules rules) {
    CaseEdit edit = new CaseEdit(this, now, rules).evidence(entry, by);
    return edit.result(edit.now());
  }

  /** The case with what somebody says of how it was handled; that moves nothing. */
  public Case rechecked(Map<String, String> said, Instant now, ClockRules rules) {
    CaseEdit edit = new CaseEdit(this, now, rules);
    return edit.add(Actor.BAROMETER, What.RECHECKED, null, said).result(edit.now());
  }

  /** The case after this response was erased: it says neither what was said nor who said it. */
  public Case withErased(Evidence entry, Instant saidAt, Instant now, ClockRules rules) {
    return new CaseEdit(this, now, rules).erased(entry).result(saidAt);
  }

  Case withHistory(List<Entry> history) {
    return new Case(
        caseId,
        revision,
        kind,
        status,
        severity,
        rule,
        openedAt,
        closedAt,
        ticketId,
        personId,
        context,
        evidence,
        handling.withHistory(history),
        lastChange);
  }

  /** A case of before there were clocks, with clocks that run from then on. */
  public Case adopted(Instant now, ClockRules rules) {
    CaseEdit edit = new CaseEdit(this, now, rules).startClocks();
    return edit.add(Actor.BAROMETER, What.ADOPTED, null, Map.of()).result(edit.now());
  }

  /** The case with what is noted of it by rule; it is moved by nothing but its clocks. */
  public Case noted(String what, Map<String, String> details, Instant now, ClockRules rules) {
    CaseEdit edit = new CaseEdit(this, now, rules).add(Actor.BAROMETER, what, null, details);
    return edit.result(edit.now());
  }

  /** When its clocks do something by themselves next; null where they do not. */
  public @Nullable Instant nextStrike() {
    return handling.clocks().next();
  }

  /** The case after what its clocks did until then; the same where they did nothing. */
  public Case struck(Instant now, ClockRules rules) {
    Instant next = nextStrike();
    return next == null || next.isAfter(now) ? this : new CaseEdit(this, now, rules).result(now);
  }

  /** The present state as it travels: only the evidence that stands. */
  public Complaint toComplaint() {
    Assignee assignee = handling.assignee();
    Closing closing = handling.closing();
    return new Complaint(
        caseId,
        revision,
        kind,
        status.label(),
        severity.label(),
        rule,
        openedAt,
        closedAt,
        ticketId,
        personId == null ? null : new Respondent(personId),
        standing().stream().map(Evidence::said).toList(),
        context,
        slaMet(),
        escalated(),
        new Complaint.Handling(
            handling.level().label(),
            assignee == null ? null : assignee.id(),
            handling.clocks().nextDue(),
            handling.repeated(),
            handling.stageOf(),
            handling.mergedInto(),
            status == Status.CLOSED && closing != null ? closing.rootCause() : null,
            handling.history().size(),
            lastSeal()));
  }

  /** Null until it is known; of a case without clocks it never is. */
  public @Nullable Boolean slaMet() {
    if (!handling.clocks().areThere()) {
      return null;
    }
    if (!handling.clocks().allKept()) {
      return false;
    }
    return status == Status.CLOSED ? true : null;
  }

  private @Nullable Boolean escalated() {
    if (!handling.clocks().areThere()) {
      return null;
    }
    if (handling.level() != Level.AGENT) {
      return true;
    }
    return status == Status.CLOSED ? false : null;
  }

  private @Nullable String lastSeal() {
    List<Entry> history = handling.history();
    return history.isEmpty() ? null : history.get(history.size() - 1).seal();
  }
}
