package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.complaint.rule.Verdict;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts what people answer into cases in MongoDB. A response is evidence in one case, where it
 * stays; applying it again, or an older revision of it, changes nothing. Each write holds only if
 * the case is as it was read, else it is read again: instances may race.
 */
public final class EvidenceRepository {
  private final EvidenceStore store;
  private final ClockBook book;

  EvidenceRepository(EvidenceStore store, ClockBook book) {
    this.store = store;
    this.book = book;
  }

  /**
   * Opens a case, joins the open one of the same matter, or corrects what this response said
   * before.
   *
   * @param verdict null where the response does not escalate (any more)
   * @param saidAt when the response's event happened
   * @param takenIn when Barometer took it in
   */
  Outcome apply(Response response, @Nullable Verdict verdict, Instant saidAt, Instant takenIn) {
    if (!Said.matters(response, verdict)) {
      return Outcome.NOTHING; // most answers end here
    }
    ProcessedResponse before = store.processed(response.responseId()).orElse(null);
    if (before != null && before.outdates(response.revision())) {
      return Outcome.REPEAT;
    }
    while (true) {
      Candidate candidate = candidateFor(response, before);
      Optional<Evidence> known = candidate.evidenceOf(response);
      if (known.isPresent() && known.get().responseRevision() >= response.revision()) {
        store.remember(response.responseId(), response.revision(), first(before, candidate));
        return Outcome.REPEAT;
      }
      if (known.isEmpty() && verdict == null) {
        store.remember(response.responseId(), response.revision(), null);
        return Outcome.NOTHING;
      }
      Evidence entry =
          verdict == null
              ? known.orElseThrow().struck(response.revision())
              : evidence(response, afterOthers(verdict, response, candidate.caseId()));
      Case next = candidate.with(entry, response, saidAt, takenIn, book);
      note(candidate.current(), next);
      if (store.put(candidate.current(), next).isPresent()) {
        store.remember(response.responseId(), response.revision(), first(before, candidate));
        return Outcome.changed(candidate.caseId());
      }
    }
  }

  /** Before a case is opened: whoever erases it forgets this first. */
  private void note(@Nullable Case before, Case next) {
    if (before == null && next.personId() != null) {
      store.note(next.personId(), next.caseId(), next.evidence().get(0).said().saidAt());
    }
  }

  private Verdict afterOthers(Verdict verdict, Response response, String caseId) {
    Respondent person = response.respondent();
    return verdict.ifRepeated().isEmpty() || person == null
        ? verdict
        : verdict.after(store.casesOf(person.id(), caseId));
  }

  /**
   * Opens a case for what somebody took down, or joins the open one of the same matter.
   *
   * @param mayJoin whether he may see a case; one that he may not see is not touched, and he is not
   *     told of it
   */
  public Case take(HandComplaint taken, Predicate<Case> mayJoin) {
    Evidence entry = taken.evidence();
    String first = CaseIds.firstOf(entry, taken.ticketId(), taken.personId());
    for (int ordinal = 1; ; ordinal++) {
      String caseId = CaseIds.nthOf(first, ordinal);
      Case current = store.find(caseId).orElse(null);
      if (current != null && current.evidenceOf(entry.responseId()).isPresent()) {
        return current;
      }
      if (current != null && !mayJoin.test(current)) {
        first = CaseIds.firstOf(entry, null, null);
        ordinal = 0;
        continue;
      }
      if (current != null && !current.isOpenToMore()) {
        continue;
      }
      ClockRules rules = book.of((current == null ? taken.context() : current.context()).team());
      Case next =
          current == null
              ? new Opening(
                      caseId,
                      taken.ticketId(),
                      taken.personId(),
                      entry,
                      taken.by(),
                      taken.at(),
                      ordinal > 1)
                  .byHand(rules, taken.customer())
              : current.withTaken(entry, taken.by(), taken.at(), rules);
      note(current, next);
      Optional<Case> kept = store.put(current, next);
      if (kept.isPresent()) {
        return kept.get();
      }
      ordinal--;
    }
  }

  /** From where it was first, all that it was taken to can be found. */
  private static String first(@Nullable ProcessedResponse before, Candidate candidate) {
    return before == null || before.caseId() == null ? candidate.caseId() : before.caseId();
  }

  /** Takes what an erased response said, and who said it, out of the case it was evidence in. */
  Outcome forget(String responseId, Instant at, Instant takenIn) {
    Optional<String> first = store.processed(responseId).map(ProcessedResponse::caseId);
    return first.isEmpty() ? Outcome.NOTHING : forget(responseId, first.get(), at, takenIn);
  }

  /** In this case, and in the one that it was taken to. */
  private Outcome forget(String responseId, String caseId, Instant at, Instant takenIn) {
    Outcome here = Outcome.REPEAT;
    while (true) {
      Case before = store.find(caseId).orElse(null);
      if (before == null) {
        return here;
      }
      Optional<Evidence> known = before.evidenceOf(responseId).filter(entry -> !entry.isErased());
      if (known.isPresent()) {
        Case erased = before.withErased(known.get(), at, takenIn, book.of(before.context().team()));
        if (before.personId() != null) {
          store.forget(before.personId(), caseId);
        }
        if (store.put(before, erased).isEmpty()) {
          continue;
        }
        here = Outcome.changed(caseId);
      }
      Optional<String> elsewhere = before.movedTo(responseId);
      return elsewhere.isEmpty() ? here : forget(responseId, elsewhere.get(), at, takenIn);
    }
  }

  /** The case where the response is evidence, else the first of its matter that it may join. */
  private Candidate candidateFor(Response response, @Nullable ProcessedResponse before) {
    Optional<Case> home = before == null ? Optional.empty() : homeOf(response, before.caseId());
    if (home.isPresent()) {
      return new Candidate(home.get().caseId(), home.get(), false);
    }
    String first = CaseIds.firstOf(response);
    for (int ordinal = 1; ; ordinal++) {
      String caseId = CaseIds.nthOf(first, ordinal);
      var candidate = new Candidate(caseId, store.find(caseId).orElse(null), ordinal > 1);
      if (candidate.evidenceOf(response).isPresent()) {
        return homeOf(response, caseId)
            .map(found -> new Candidate(found.caseId(), found, false))
            .orElse(candidate);
      }
      if (candidate.isOpenTo(response)) {
        return candidate;
      }
    }
  }

  /** Where the response is evidence, also after that was taken to another case. */
  private Optional<Case> homeOf(Response response, @Nullable String caseId) {
    Optional<Case> here = caseId == null ? Optional.empty() : store.find(caseId);
    if (here.isEmpty()) {
      return here;
    }
    Optional<String> elsewhere = here.get().movedTo(response.responseId());
    if (elsewhere.isPresent()) {
      return homeOf(response, elsewhere.get());
    }
    return here.filter(found -> found.evidenceOf(response.responseId()).isPresent());
  }

  private static Evidence evidence(Response response, Verdict verdict) {
    return new Evidence(
        response.revision(),
        true,
        verdict.rule(),
        verdict.severity(),
        verdict.kind(),
        response.context(),
        verdict.said());
  }
}
