package dev.barometer.complaint.escalation;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.erasure.PersonMarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Takes in what people said, many at a time: few reads, decisions in memory and in order, few
 * writes. What comes of it is what comes of it one by one: the same {@link EvidenceRepository}
 * decides. Where somebody else was faster with a case, whatever had to do with it is done once
 * more, one by one.
 */
final class EvidenceBatchRepository {
  private static final int MOST_AT_ONCE = 500;

  /** A matter with more settled cases than this is looked up one by one. */
  private static final int MOST_ROUNDS = 6;

  private final DirectStore store;
  private final ClockBook book;
  private final EvidenceRepository oneByOne;

  EvidenceBatchRepository(
      CaseRepository cases, MongoOperations mongo, PersonMarks marks, ClockBook book) {
    this.store = new DirectStore(cases, mongo, marks);
    this.book = book;
    this.oneByOne = new EvidenceRepository(store, book);
  }

  /** What came of each, in their order. */
  List<Outcome> apply(List<Said> batch) {
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    for (int from = 0; from < batch.size(); from += MOST_AT_ONCE) {
      outcomes.addAll(applySome(batch.subList(from, Math.min(batch.size(), from + MOST_AT_ONCE))));
    }
    return outcomes;
  }

  private List<Outcome> applySome(List<Said> batch) {
    List<Said> matter = batch.stream().filter(Said::matters).toList();
    if (matter.isEmpty()) {
      return batch.stream().map(one -> Outcome.NOTHING).toList();
    }
    BatchStore together = new BatchStore(store);
    readAhead(matter, together);
    var decisions = new EvidenceRepository(together, book);
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    List<Set<String>> touched = new ArrayList<>(batch.size());
    for (Said one : batch) {
      outcomes.add(apply(one, decisions));
      touched.add(together.takeTouched());
    }
    Set<String> unsure = together.writeCases();
    Set<String> again = unsure.isEmpty() ? Set.of() : responsesOf(batch, touched, unsure);
    for (int i = 0; i < batch.size(); i++) {
      if (again.contains(batch.get(i).responseId())) {
        Outcome now = apply(batch.get(i), oneByOne);
        // What is done already is a repeat by now; it still has to be told.
        outcomes.set(i, now.changedCase().isPresent() ? now : outcomes.get(i));
      }
    }
    together.writeProcessed(responseId -> !again.contains(responseId));
    return outcomes;
  }

  private static Outcome apply(Said one, EvidenceRepository evidence) {
    Response response = one.response();
    return response == null
        ? evidence.forget(one.responseId(), one.at(), one.takenIn())
        : evidence.apply(response, one.verdict(), one.at(), one.takenIn());
  }

  /** All of a response goes the same way, in its order. */
  private static Set<String> responsesOf(
      List<Said> batch, List<Set<String>> touched, Set<String> unsure) {
    Set<String> responses = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      if (touched.get(i).stream().anyMatch(unsure::contains)) {
        responses.add(batch.get(i).responseId());
      }
    }
    return responses;
  }

  /** What the decisions will ask for, as far as that can be known before. */
  private static void readAhead(List<Said> batch, BatchStore together) {
    together.readProcessed(batch.stream().map(Said::responseId).distinct().toList());
    Set<String> people = new HashSet<>();
    Map<Said, Slot> first = new HashMap<>();
    for (Said one : batch) {
      place(one, together).ifPresent(place -> first.put(one, place));
      Response response = one.response();
      Respondent person = response == null ? null : response.respondent();
      if (person != null && one.verdict() != null && !one.verdict().ifRepeated().isEmpty()) {
        people.add(person.id());
      }
    }
    together.readPeople(people);
    Map<Said, Slot> places = first;
    for (int round = 0; round < MOST_ROUNDS && !places.isEmpty(); round++) {
      together.readCases(places.values().stream().map(Slot::caseId).toList());
      places = further(places, together);
    }
    together.takeTouched();
  }

  private static Map<Said, Slot> further(Map<Said, Slot> places, BatchStore together) {
    Map<Said, Slot> further = new HashMap<>();
    places.forEach(
        (one, place) -> next(one, place, together).ifPresent(next -> further.put(one, next)));
    return further;
  }

  /**
   * Where something may belong.
   *
   * @param first of the cases of the matter; empty where it belongs to this very case
   * @param ordinal of the case among them
   */
  private record Slot(Optional<String> first, int ordinal, String caseId) {
    static Slot of(String first, int ordinal) {
      return new Slot(Optional.of(first), ordinal, CaseIds.nthOf(first, ordinal));
    }

    static Slot exactly(String caseId) {
      return new Slot(Optional.empty(), 1, caseId);
    }
  }

  private static Optional<Slot> place(Said one, BatchStore together) {
    Optional<String> home = together.processed(one.responseId()).map(ProcessedResponse::caseId);
    if (home.isPresent()) {
      return home.map(Slot::exactly);
    }
    return Optional.ofNullable(one.response())
        .map(response -> Slot.of(CaseIds.firstOf(response), 1));
  }

  /** The case to look at after this one. */
  private static Optional<Slot> next(Said one, Slot place, BatchStore together) {
    Optional<Case> found = together.find(place.caseId());
    Response response = one.response();
    Optional<String> elsewhere = found.flatMap(here -> here.movedTo(one.responseId()));
    if (elsewhere.isPresent()) {
      return elsewhere.map(Slot::exactly);
    }
    if (response == null || place.first().isEmpty()) {
      return Optional.empty();
    }
    var candidate = new Candidate(place.caseId(), found.orElse(null), place.ordinal() > 1);
    return candidate.isOpenTo(response)
        ? Optional.empty()
        : Optional.of(Slot.of(place.first().get(), place.ordinal() + 1));
  }
}
