package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.starter.erasure.PersonMarks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/** The database, asked and told one by one. */
final class DirectStore implements EvidenceStore {
  final CaseRepository cases;
  final ProcessedResponseRepository processed;
  final EarlierCasesRepository people;

  DirectStore(CaseRepository cases, MongoOperations mongo, PersonMarks marks) {
    this.cases = cases;
    this.processed = new ProcessedResponseRepository(mongo);
    this.people = new EarlierCasesRepository(mongo, marks);
  }

  @Override
  public Optional<Case> find(String caseId) {
    return cases.find(caseId);
  }

  @Override
  public Optional<Case> put(@Nullable Case before, Case next) {
    return cases.put(before, next);
  }

  @Override
  public Optional<ProcessedResponse> processed(String responseId) {
    return processed.find(responseId);
  }

  @Override
  public void remember(String responseId, long revision, @Nullable String caseId) {
    processed.remember(responseId, revision, caseId);
  }

  @Override
  public Collection<Instant> casesOf(String personId, String butFor) {
    return people.find(personId).map(person -> person.butFor(butFor)).orElse(List.of());
  }

  @Override
  public void note(String personId, String caseId, Instant at) {
    people.add(new EarlierCasesRepository.Belonging(personId, new EarlierCases.Had(caseId, at)));
  }

  @Override
  public void forget(String personId, String caseId) {
    people.remove(personId, caseId);
  }
}
