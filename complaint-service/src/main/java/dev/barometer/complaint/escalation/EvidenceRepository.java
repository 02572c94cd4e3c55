package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what people answer into cases in MongoDB. A response is evidence in one case, where it
 * stays; applying it again, or an older revision of it, changes nothing. Each write holds only if
 * the case is as it was read, else it is read again: instances may race.
 */
final class EvidenceRepository {
  private static final long FIRST_REVISION = 1;

  private final CaseRepository cases;
  private final ProcessedResponseRepository processed;

  EvidenceRepository(CaseRepository cases, ProcessedResponseRepository processed) {
    this.cases = cases;
    this.processed = processed;
  }

  /**
   * Opens a case, joins the open one of the same matter, or corrects what this response said
   * before.
   *
   * @param verdict null where the response does not escalate (any more)
   * @param at when the response's event happened
   */
  Outcome apply(Response response, @Nullable Verdict verdict, Instant at) {
    if (verdict == null && response.revision() <= FIRST_REVISION) {
      return Outcome.NOTHING; // no earlier revision can have become evidence: most answers end here
    }
    ProcessedResponse before = processed.find(response.responseId()).orElse(null);
    if (before != null && before.outdates(response.revision())) {
      return Outcome.REPEAT;
    }
    while (true) {
      Candidate candidate = candidateFor(response, before);
      Optional<Evidence> known = candidate.evidenceOf(response);
      if (known.isPresent() && known.get().responseRevision() >= response.revision()) {
        processed.remember(response.responseId(), response.revision(), candidate.caseId());
        return Outcome.REPEAT;
      }
      if (known.isEmpty() && verdict == null) {
        processed.remember(response.responseId(), response.revision(), null);
        return Outcome.NOTHING;
      }
      Evidence entry =
          verdict == null
              ? known.orElseThrow().struck(response.revision())
              : evidence(response, verdict);
      if (cases.put(candidate.current(), candidate.with(entry, response, at))) {
        processed.remember(response.responseId(), response.revision(), candidate.caseId());
        return Outcome.changed(candidate.caseId());
      }
    }
  }

  /** Takes what an erased response said, and who said it, out of the case it was evidence in. */
  Outcome forget(String responseId, Instant at) {
    Optional<String> caseId = processed.find(responseId).map(ProcessedResponse::caseId);
    if (caseId.isEmpty()) {
      return Outcome.NOTHING;
    }
    while (true) {
      Optional<Case> current = cases.find(caseId.get());
      Optional<Evidence> known = current.flatMap(found -> found.evidenceOf(responseId));
      if (known.isEmpty() || known.get().isErased()) {
        return Outcome.REPEAT;
      }
      Case erased = current.orElseThrow().withErased(known.get(), at);
      if (cases.put(current.get(), erased)) {
        return Outcome.changed(erased.caseId());
      }
    }
  }

  /** The case where the response is evidence, else the first of its matter that it may join. */
  private Candidate candidateFor(Response response, @Nullable ProcessedResponse before) {
    if (before != null && before.caseId() != null) {
      var home = new Candidate(before.caseId(), cases.find(before.caseId()).orElse(null));
      if (home.evidenceOf(response).isPresent()) {
        return home;
      }
    }
    String first = CaseIds.firstOf(response);
    for (int ordinal = 1; ; ordinal++) {
      String caseId = CaseIds.nthOf(first, ordinal);
      var candidate = new Candidate(caseId, cases.find(caseId).orElse(null));
      if (candidate.isOpenTo(response)) {
        return candidate;
      }
    }
  }

  private static Evidence evidence(Response response, Verdict verdict) {
    return new Evidence(
        response.revision(),
        true,
        verdict.rule(),
        verdict.severity(),
        response.context(),
        verdict.said());
  }
}
