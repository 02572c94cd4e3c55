package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The case a response may belong to.
 *
 * @param current null where none of this id was opened yet
 */
record Candidate(String caseId, @Nullable Case current) {
  Optional<Evidence> evidenceOf(Response response) {
    return current == null ? Optional.empty() : current.evidenceOf(response.responseId());
  }

  boolean isOpenTo(Response response) {
    return current == null || current.isOpenToMore() || evidenceOf(response).isPresent();
  }

  /** The case with this entry, opened by it where there was none. */
  Case with(Evidence entry, Response response, Instant at) {
    if (current != null) {
      return current.with(entry, at);
    }
    Respondent person = response.respondent();
    String personId = person == null ? null : person.id();
    return Case.opened(caseId, response.ticketId(), personId, entry, at);
  }
}
