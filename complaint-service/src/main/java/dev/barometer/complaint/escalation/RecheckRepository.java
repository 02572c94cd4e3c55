package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.cases.What;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes what people say of how their complaint was handled, in the case of their ticket that was
 * closed last. Noting the same revision again, or an older one, changes nothing.
 */
final class RecheckRepository {
  private static final String REVIEW = "-review";

  private final CaseRepository cases;
  private final ClockBook book;

  RecheckRepository(CaseRepository cases, ClockBook book) {
    this.cases = cases;
    this.book = book;
  }

  /**
   * @param takenIn when Barometer took it in
   */
  Outcome apply(Response response, Instant takenIn) {
    Recheck recheck = Recheck.of(response).orElse(null);
    if (recheck == null) {
      return Outcome.NOTHING;
    }
    while (true) {
      Case here = closedLast(response).orElse(null);
      if (here == null) {
        return Outcome.NOTHING;
      }
      if (isNoted(here, response)) {
        return Outcome.REPEAT;
      }
      Case noted = here.rechecked(recheck.details(), takenIn, book.of(here.context().team()));
      if (cases.put(here, noted).isPresent()) {
        return Outcome.changed(here.caseId());
      }
    }
  }

  private Optional<Case> closedLast(Response response) {
    String first = CaseIds.firstOf(response);
    List<Case> all = new ArrayList<>();
    for (int ordinal = 1; ; ordinal++) {
      String id = CaseIds.nthOf(first, ordinal);
      List<Case> stages = cases.find(List.of(id, id + REVIEW));
      if (stages.isEmpty()) {
        break;
      }
      all.addAll(stages);
    }
    return all.stream()
        .filter(one -> one.status() == Status.CLOSED)
        .max(Comparator.comparing(RecheckRepository::closedAt));
  }

  private static Instant closedAt(Case one) {
    return one.closedAt() == null ? Instant.MIN : one.closedAt();
  }

  private static boolean isNoted(Case here, Response response) {
    return here.handling().history().stream()
        .filter(entry -> entry.what().equals(What.RECHECKED))
        .map(entry -> entry.details())
        .anyMatch(details -> isOf(details, response));
  }

  private static boolean isOf(Map<String, String> details, Response response) {
    return response.responseId().equals(details.get(Recheck.RESPONSE_ID))
        && Long.parseLong(details.getOrDefault(Recheck.REVISION, "0")) >= response.revision();
  }
}
