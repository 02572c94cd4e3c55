package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseChange;
import dev.barometer.complaint.cases.CaseEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a batch knows and is about to write: what is read is read in few commands before it is asked
 * for, what is put is written in few commands in the end. Until then nothing of it is in the
 * database, and whoever dies has done nothing.
 */
final class BatchStore implements EvidenceStore {
  private final DirectStore behind;
  private final Map<String, Optional<Case>> read = new HashMap<>();
  private final Map<String, CaseChange> changes = new LinkedHashMap<>();
  private final Map<String, Optional<ProcessedResponse>> processed = new HashMap<>();
  private final Map<String, ProcessedResponse> remembered = new LinkedHashMap<>();
  private final Map<String, EarlierCases> people = new HashMap<>();
  private final Map<String, EarlierCasesRepository.Belonging> noted = new LinkedHashMap<>();
  private final Map<String, String> forgotten = new LinkedHashMap<>();
  private final Set<String> touched = new HashSet<>();

  BatchStore(DirectStore behind) {
    this.behind = behind;
  }

  /** Reads them in one command; those that are known are not read again. */
  void readProcessed(Collection<String> responseIds) {
    responseIds.forEach(id -> processed.put(id, Optional.empty()));
    behind
        .processed
        .find(responseIds)
        .forEach(one -> processed.put(one.responseId(), Optional.of(one)));
  }

  void readCases(Collection<String> caseIds) {
    List<String> unknown = caseIds.stream().filter(id -> !read.containsKey(id)).distinct().toList();
    unknown.forEach(id -> read.put(id, Optional.empty()));
    behind.cases.find(unknown).forEach(one -> read.put(one.caseId(), Optional.of(one)));
  }

  void readPeople(Collection<String> personIds) {
    personIds.forEach(id -> people.put(id, new EarlierCases(id, null)));
    people.putAll(behind.people.find(personIds));
  }

  /** Which cases were looked at or changed since this was asked last. */
  Set<String> takeTouched() {
    Set<String> taken = Set.copyOf(touched);
    touched.clear();
    return taken;
  }

  @Override
  public Optional<Case> find(String caseId) {
    touched.add(caseId);
    CaseChange change = changes.get(caseId);
    return change == null
        ? read.computeIfAbsent(caseId, behind::find)
        : Optional.of(change.after());
  }

  @Override
  public Optional<Case> put(@Nullable Case before, Case next) {
    Case kept = behind.cases.sealed(next);
    CaseChange earlier = changes.get(next.caseId());
    List<CaseEvent> events = new ArrayList<>(earlier == null ? List.of() : earlier.events());
    events.add(CaseEvent.of(before, kept));
    Case found = earlier == null ? before : earlier.before();
    changes.put(next.caseId(), new CaseChange(found, kept, events));
    return Optional.of(kept);
  }

  @Override
  public Optional<ProcessedResponse> processed(String responseId) {
    ProcessedResponse here = remembered.get(responseId);
    return here == null
        ? processed.computeIfAbsent(responseId, behind::processed)
        : Optional.of(here);
  }

  @Override
  public void remember(String responseId, long revision, @Nullable String caseId) {
    ProcessedResponse before = processed(responseId).orElse(null);
    var next =
        before == null
            ? new ProcessedResponse(responseId, revision, caseId)
            : new ProcessedResponse(
                responseId,
                Math.max(before.revision(), revision),
                caseId == null ? before.caseId() : caseId);
    if (!next.equals(before)) {
      remembered.put(responseId, next);
    }
  }

  @Override
  public Collection<Instant> casesOf(String personId, String butFor) {
    Map<String, Instant> all = new HashMap<>();
    EarlierCases kept =
        people.computeIfAbsent(
            personId, id -> behind.people.find(id).orElse(new EarlierCases(id, null)));
    if (kept.cases() != null) {
      kept.cases().forEach(one -> all.put(one.caseId(), one.at()));
    }
    noted.values().stream()
        .filter(one -> one.personId().equals(personId))
        .forEach(one -> all.putIfAbsent(one.had().caseId(), one.had().at()));
    forgotten.keySet().forEach(all::remove);
    all.remove(butFor);
    return all.values();
  }

  @Override
  public void note(String personId, String caseId, Instant at) {
    noted.putIfAbsent(
        caseId, new EarlierCasesRepository.Belonging(personId, new EarlierCases.Had(caseId, at)));
  }

  @Override
  public void forget(String personId, String caseId) {
    noted.remove(caseId);
    forgotten.put(caseId, personId);
  }

  /**
   * Writes the cases, after whose they are.
   *
   * @return those of which it is not sure that they are written
   */
  Set<String> writeCases() {
    behind.people.addAll(noted.values());
    forgotten.forEach((caseId, personId) -> behind.people.remove(personId, caseId));
    return behind.cases.putAll(changes.values()) ? Set.of() : Set.copyOf(changes.keySet());
  }

  /** Writes what was processed, after the cases. */
  void writeProcessed(Predicate<String> responses) {
    behind.processed.rememberAll(
        remembered.values().stream().filter(one -> responses.test(one.responseId())).toList());
  }
}
