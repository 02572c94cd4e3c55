package dev.barometer.complaint.cases;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bad experience that is being handled. Status, severity, rule, opening time and context follow
 * from the evidence alone, so the order in which responses are read does not matter: the earliest
 * one that stands gives rule, time and context, the worst one the severity, and a case in which
 * nothing stands any more is withdrawn until something does.
 *
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
    Change lastChange) {

  private static final String GRIEVANCE = "grievance";
  private static final int MOST_EVIDENCE = 20;
  private static final Comparator<Evidence> EARLIEST_FIRST =
      Comparator.comparing((Evidence entry) -> entry.said().saidAt())
          .thenComparing(Evidence::responseId);

  public static Case opened(
      String caseId,
      @Nullable String ticketId,
      @Nullable String personId,
      Evidence evidence,
      Instant at) {
    return new Case(
        caseId,
        1,
        GRIEVANCE,
        Status.RECEIVED,
        evidence.severity(),
        evidence.rule(),
        evidence.said().saidAt(),
        null,
        ticketId,
        personId,
        evidence.context(),
        List.of(evidence),
        new Change(EventTypes.COMPLAINT_OPENED, at));
  }

  public Optional<Evidence> evidenceOf(String responseId) {
    return evidence.stream().filter(entry -> entry.responseId().equals(responseId)).findFirst();
  }

  /**
   * Whether further evidence may join. A settled case stays as it was answered, and a full one
   * would outgrow a record; either way the next response of the same matter opens the next case.
   */
  public boolean isOpenToMore() {
    return !isSettled() && evidence.size() < MOST_EVIDENCE;
  }

  /** The case with this entry in the place of what the same response said before. */
  public Case with(Evidence entry, Instant at) {
    return revised(replacing(entry), personId, at);
  }

  /** The case after this response was erased: it says neither what was said nor who said it. */
  public Case withErased(Evidence entry, Instant at) {
    return revised(replacing(entry.erased()), null, at);
  }

  /** The present state as it travels: only the evidence that stands. */
  public Complaint toComplaint() {
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
        evidence.stream().filter(Evidence::stands).map(Evidence::said).toList(),
        context,
        null,
        null);
  }

  private boolean isSettled() {
    return status == Status.CLOSED;
  }

  private List<Evidence> replacing(Evidence entry) {
    var all = new ArrayList<>(evidence);
    all.removeIf(other -> other.responseId().equals(entry.responseId()));
    all.add(entry);
    all.sort(EARLIEST_FIRST);
    return List.copyOf(all);
  }

  private Case revised(List<Evidence> all, @Nullable String person, Instant at) {
    List<Evidence> standing = all.stream().filter(Evidence::stands).toList();
    if (isSettled()) {
      return new Case(
          caseId,
          revision + 1,
          kind,
          status,
          severity,
          rule,
          openedAt,
          closedAt,
          ticketId,
          person,
          context,
          all,
          new Change(EventTypes.COMPLAINT_UPDATED, at));
    }
    List<Evidence> telling = standing.isEmpty() ? all : standing;
    Evidence first = telling.get(0);
    Status next = statusWith(standing);
    return new Case(
        caseId,
        revision + 1,
        kind,
        next,
        telling.stream().map(Evidence::severity).reduce(first.severity(), Case::worse),
        first.rule(),
        first.said().saidAt(),
        closedAt,
        ticketId,
        person,
        first.context(),
        all,
        new Change(typeOfChangeTo(next), at));
  }

  private Status statusWith(List<Evidence> standing) {
    if (standing.isEmpty()) {
      return Status.WITHDRAWN;
    }
    return status == Status.WITHDRAWN ? Status.RECEIVED : status;
  }

  private String typeOfChangeTo(Status next) {
    if (next == status) {
      return EventTypes.COMPLAINT_UPDATED;
    }
    return next == Status.WITHDRAWN
        ? EventTypes.COMPLAINT_WITHDRAWN
        : EventTypes.COMPLAINT_REOPENED;
  }

  private static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
