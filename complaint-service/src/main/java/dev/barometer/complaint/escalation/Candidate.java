package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.complaint.cases.Opening;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.clock.ClockRules;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The case a response may belong to.
 *
 * @param current null where none of this id was opened yet
 * @param repeated whether there was one of the same matter before
 */
record Candidate(String caseId, @Nullable Case current, boolean repeated) {
  Optional<Evidence> evidenceOf(Response response) {
    return current == null ? Optional.empty() : current.evidenceOf(response.responseId());
  }

  boolean isOpenTo(Response response) {
    return current == null || current.isOpenToMore() || evidenceOf(response).isPresent();
  }

  /** The case with this entry, opened by it where there was none. */
  Case with(Evidence entry, Response response, Instant saidAt, Instant takenIn, ClockBook book) {
    Context context = current == null ? entry.context() : current.context();
    ClockRules rules = book.of(context.team());
    if (current != null) {
      return current.with(entry, saidAt, takenIn, rules);
    }
    Respondent person = response.respondent();
    String personId = person == null ? null : person.id();
    return new Opening(
            caseId, response.ticketId(), personId, entry, Actor.BAROMETER, takenIn, repeated)
        .open(rules);
  }
}
