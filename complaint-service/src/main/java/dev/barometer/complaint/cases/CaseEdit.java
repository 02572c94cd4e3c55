package dev.barometer.complaint.cases;

import dev.barometer.complaint.clock.ClockName;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.clock.ClockStrike;
import dev.barometer.complaint.clock.Clocks;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One change of a case in the making: what its clocks did until then comes first, then what
 * happens, each with its entry in the history.
 */
final class CaseEdit {
  private static final Comparator<Evidence> EARLIEST_FIRST =
      Comparator.comparing((Evidence entry) -> entry.said().saidAt())
          .thenComparing(Evidence::responseId);

  private final Case before;
  private final ClockRules rules;
  private final Instant now;
  private final List<Entry> history;
  private final List<Moved> moved;
  private boolean settled;

  String kind;
  Status status;
  Severity severity;
  private String rule;
  private Instant openedAt;
  private @Nullable Instant closedAt;
  @Nullable String personId;
  private Context context;
  private List<Evidence> evidence;
  private @Nullable Instant receivedAt;
  Clocks clocks;
  private Level level;
  @Nullable Assignee assignee;
  boolean acknowledged;
  @Nullable Severity assessedAs;
  @Nullable String waitingFor;
  boolean withdrawnByHand;
  boolean repeated;
  @Nullable Closing closing;
  @Nullable Customer customer;
  @Nullable String reviewedBy;
  @Nullable String mergedInto;
  private @Nullable String type;

  /**
   * @param now never before what happened last, however the clocks of instances differ
   */
  CaseEdit(Case before, Instant now, ClockRules rules) {
    this.before = before;
    this.rules = rules;
    this.settled = before.isSettled();
    this.kind = before.kind();
    this.status = before.status();
    this.severity = before.severity();
    this.rule = before.rule();
    this.openedAt = before.openedAt();
    this.closedAt = before.closedAt();
    this.personId = before.personId();
    this.context = before.context();
    this.evidence = before.evidence();
    Handling handling = before.handling();
    this.receivedAt = handling.receivedAt();
    this.clocks = handling.clocks();
    this.level = handling.level();
    this.assignee = handling.assignee();
    this.acknowledged = handling.acknowledged();
    this.assessedAs = handling.assessedAs();
    this.waitingFor = handling.waitingFor();
    this.withdrawnByHand = handling.withdrawnByHand();
    this.repeated = handling.repeated();
    this.closing = handling.closing();
    this.customer = handling.customer();
    this.reviewedBy = handling.reviewedBy();
    this.mergedInto = handling.mergedInto();
    this.moved = new ArrayList<>(handling.moved());
    this.history = new ArrayList<>(handling.history());
    this.now = notBeforeTheLast(now.truncatedTo(ChronoUnit.MILLIS));
    strike();
  }

  Instant now() {
    return now;
  }

  private Instant notBeforeTheLast(Instant at) {
    Instant last = history.isEmpty() ? Instant.MIN : history.get(history.size() - 1).at();
    return at.isBefore(last) ? last : at;
  }

  /** One moment after the other: what one strike changes, the next goes by. */
  private void strike() {
    for (Instant next = clocks.next(); next != null && !next.isAfter(now); next = clocks.next()) {
      strike(next);
    }
  }

  private void strike(Instant moment) {
    Clocks.Struck struck = clocks.struck(moment);
    clocks = struck.clocks();
    for (ClockStrike strike : struck.strikes()) {
      Map<String, String> which = Map.of("clock", strike.name().label());
      Instant at = notBeforeTheLast(strike.at());
      if (strike.breach()) {
        add(at, Actor.BAROMETER, What.BREACHED, null, which);
        escalate(at);
        if (strike.name() == ClockName.ANSWER || strike.name() == ClockName.LIMIT) {
          becomeComplaint("not-in-time", at);
        }
      } else {
        add(at, Actor.BAROMETER, What.WARNED, null, which);
      }
    }
  }

  private void escalate(Instant at) {
    if (level != level.next()) {
      level = level.next();
      add(at, Actor.BAROMETER, What.ESCALATED, null, Map.of("level", level.label()));
      type = EventTypes.COMPLAINT_ESCALATED;
    }
  }

  /** It is owed a formal answer from now on. */
  void becomeComplaint(String because, Instant at) {
    if (!kind.equals(Case.COMPLAINT)) {
      kind = Case.COMPLAINT;
      add(at, Actor.BAROMETER, What.BECAME_COMPLAINT, null, Map.of("because", because));
      retarget(at);
    }
  }

  /** The clocks go by what the case is now. */
  void retarget() {
    retarget(now);
  }

  private void retarget(Instant at) {
    clocks = clocks.retargeted(rules, kind, severity.label(), at);
  }

  CaseEdit add(Actor actor, String what, @Nullable String note, Map<String, String> details) {
    add(now, actor, what, note, details);
    return this;
  }

  private void add(
      Instant at, Actor actor, String what, @Nullable String note, Map<String, String> details) {
    String by = actor.isPerson() ? actor.id() : null;
    history.add(
        new Entry(history.size() + 1, at, actor.name(), by, what, note, details, null, null));
  }

  /** What the event of this change is called, unless something that says more happened in it. */
  CaseEdit as(String eventType) {
    type = eventType;
    return this;
  }

  CaseEdit done(ClockName clock) {
    clocks = clocks.done(clock, now, rules.calendar());
    return this;
  }

  void stand() {
    clocks = clocks.standing(now, rules.calendar());
  }

  /** One of before there were clocks, which nobody adopted as it was over, gets them now. */
  void run() {
    if (clocks.areThere()) {
      clocks = clocks.running(rules, kind, severity.label(), now);
    } else {
      startClocks();
    }
  }

  /** An answer is owed once more; the clocks go on from where they stood. */
  void reopen(Status to) {
    status = to;
    closedAt = null;
    withdrawnByHand = false;
    settled = mergedInto != null;
    run();
    clocks = clocks.owedAgain(rules, kind, severity.label(), now);
    type = EventTypes.COMPLAINT_REOPENED;
  }

  /** How far people had come with it. */
  Status reached() {
    if (assessedAs != null) {
      return Status.INVESTIGATING;
    }
    return acknowledged ? Status.ACKNOWLEDGED : Status.RECEIVED;
  }

  CaseEdit startClocks() {
    receivedAt = now;
    clocks = Clocks.started(rules, kind, severity.label(), now);
    return this;
  }

  void close(Closing how) {
    closing = how;
    status = Status.CLOSED;
    closedAt = now.isBefore(openedAt) ? openedAt : now;
    done(ClockName.LIMIT);
    stand();
  }

  /** This entry in the place of what the same response said before. */
  CaseEdit evidence(Evidence entry, Actor by) {
    boolean known = before.evidenceOf(entry.responseId()).isPresent() && !isBack(entry);
    evidence = replacing(entry);
    String what = !known ? What.JOINED : entry.stands() ? What.CORRECTED : What.TAKEN_BACK;
    add(by, what, null, Map.of("responseId", entry.responseId(), "rule", entry.rule()));
    if (!known && entry.stands()) {
      goOnAsTheCustomerSays();
    }
    if (entry.stands() && entry.kind().equals(Case.COMPLAINT) && !settled) {
      becomeComplaint("rule", now);
    }
    follow();
    return this;
  }

  /** Whether it was a part of another case until now: what was answered here was not about it. */
  private boolean isBack(Evidence entry) {
    return before.movedTo(entry.responseId()).isPresent()
        && moved.stream().noneMatch(one -> one.responseId().equals(entry.responseId()));
  }

  /** Who says something further is waited for no more, and was not helped by the answer. */
  private void goOnAsTheCustomerSays() {
    if (waitingFor != null) {
      waitingFor = null;
      run();
      add(Actor.BAROMETER, What.RESUMED, null, Map.of());
    }
    if (status == Status.RESPONDED) {
      repeated = true;
      add(Actor.BAROMETER, What.REOPENED, null, Map.of("because", "repeated"));
      reopen(reached());
      becomeComplaint("repeated", now);
    }
  }

  CaseEdit erased(Evidence entry) {
    return erased(List.of(entry));
  }

  /** These, who said them, and all that was written of him. */
  CaseEdit erased(List<Evidence> entries) {
    personId = null;
    customer = null;
    closing = closing == null ? null : closing.erased();
    return struckOut(entries);
  }

  /** These, and all that was written; whose case it is stays. */
  CaseEdit struckOut(List<Evidence> entries) {
    evidence = replacing(entries.stream().map(Evidence::erased).toList());
    history.replaceAll(Entry::withoutNote);
    add(Actor.BAROMETER, What.ERASED, null, Map.of());
    follow();
    return this;
  }

  private List<Evidence> replacing(Evidence entry) {
    return replacing(List.of(entry));
  }

  private List<Evidence> replacing(List<Evidence> entries) {
    Set<String> ids = entries.stream().map(Evidence::responseId).collect(Collectors.toSet());
    var all = new ArrayList<>(evidence);
    all.removeIf(other -> ids.contains(other.responseId()));
    all.addAll(entries);
    all.sort(EARLIEST_FIRST);
    return List.copyOf(all);
  }

  /** What was said in another, and how bad it was judged to be. */
  void takeOver(Case other) {
    evidence = other.evidence();
    severity = other.severity();
    context = other.context();
    retarget();
  }

  /** These are a part of another case from now on; here they stay to be seen. */
  CaseEdit move(Collection<String> responseIds, String caseId) {
    responseIds.forEach(id -> moved.add(new Moved(id, caseId)));
    return this;
  }

  /** What was taken there is a part of this one again. */
  void takeBackFrom(String caseId) {
    moved.removeIf(one -> one.caseId().equals(caseId));
  }

  /** These are a part of this one again, wherever they were taken. */
  void takeBack(Collection<Evidence> entries) {
    Set<String> ids = entries.stream().map(Evidence::responseId).collect(Collectors.toSet());
    moved.removeIf(one -> ids.contains(one.responseId()));
  }

  /** A part of another, taken out: its clocks go on from where they stand there. */
  void goOnFrom(Case source) {
    Handling was = source.handling();
    customer = was.customer();
    level = was.level();
    acknowledged = was.acknowledged();
    status = reached();
    if (was.receivedAt() != null && was.clocks().areThere()) {
      receivedAt = was.receivedAt();
      Instant at = was.history().get(was.history().size() - 1).at();
      clocks =
          was.clocks()
              .running(rules, kind, severity.label(), at)
              .owedAgain(rules, kind, severity.label(), at)
              .retargeted(rules, kind, severity.label(), at);
    }
  }

  /** Who waited for an answer in that one waits no longer because it is a part of this one. */
  void owe(Case other) {
    clocks = clocks.owingFor(other.handling().clocks(), rules, kind, severity.label(), now);
  }

  /** The customer asked for it, and a person ends it, whatever becomes of what was said. */
  private boolean isReview() {
    return before.handling().stageOf() != null;
  }

  /** What follows from the evidence: all that nobody has judged. */
  void follow() {
    if (settled || evidence.isEmpty()) {
      return;
    }
    Set<String> elsewhere = moved.stream().map(Moved::responseId).collect(Collectors.toSet());
    List<Evidence> standing =
        evidence.stream()
            .filter(entry -> entry.stands() && !elsewhere.contains(entry.responseId()))
            .toList();
    List<Evidence> telling = standing.isEmpty() ? evidence : standing;
    Evidence first = telling.get(0);
    rule = first.rule();
    openedAt = first.said().saidAt();
    context = first.context();
    severity =
        assessedAs != null
            ? assessedAs
            : telling.stream().map(Evidence::severity).reduce(first.severity(), Severity::worse);
    if (standing.isEmpty() && status != Status.WITHDRAWN && !isReview()) {
      status = Status.WITHDRAWN;
      waitingFor = null;
      stand();
      type = EventTypes.COMPLAINT_WITHDRAWN;
    } else if (!standing.isEmpty() && status == Status.WITHDRAWN) {
      reopen(reached());
    }
    retarget();
  }

  /**
   * The case after it.
   *
   * @param at when what caused it happened
   */
  Case result(Instant at) {
    Handling was = before.handling();
    Handling handling =
        new Handling(
            receivedAt,
            clocks,
            level,
            assignee,
            acknowledged,
            assessedAs,
            waitingFor,
            withdrawnByHand,
            repeated,
            closing,
            customer,
            was.stageOf(),
            reviewedBy,
            mergedInto,
            moved,
            history);
    return new Case(
        before.caseId(),
        before.revision() + 1,
        kind,
        status,
        severity,
        rule,
        openedAt,
        closedAt,
        before.ticketId(),
        personId,
        context,
        evidence,
        handling,
        new Change(type == null ? EventTypes.COMPLAINT_UPDATED : type, at));
  }
}
