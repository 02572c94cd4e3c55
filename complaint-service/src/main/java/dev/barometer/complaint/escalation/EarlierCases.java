package dev.barometer.complaint.escalation;

import dev.barometer.complaint.person.PersonCaseRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Which cases a person had, the last of them: what tells of one who comes again and again.
 *
 * @param mark of the person, as {@code starter.erasure} makes it
 * @param cases one entry a case
 */
@Document(PersonCaseRepository.REPETITIONS)
record EarlierCases(@Id String mark, @Nullable List<Had> cases) {
  /** How many are kept: more than a rule can ask for. */
  static final int MOST = 100;

  /** One of them, and when what opened it was said. */
  record Had(String caseId, Instant at) {}

  Collection<Instant> butFor(String caseId) {
    return cases == null
        ? List.of()
        : cases.stream().filter(one -> !one.caseId().equals(caseId)).map(Had::at).toList();
  }

  boolean has(String caseId) {
    return cases != null && cases.stream().anyMatch(one -> one.caseId().equals(caseId));
  }
}
