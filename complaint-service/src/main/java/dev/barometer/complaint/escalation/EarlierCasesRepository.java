package dev.barometer.complaint.escalation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.erasure.PersonMarks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The cases of people, a small document each, under a keyed hash of who it is; whatever is written
 * twice is there once.
 */
final class EarlierCasesRepository {
  private static final String CASES = "cases";
  private static final String CASE_ID = "cases.caseId";

  private final MongoOperations mongo;
  private final PersonMarks marks;

  EarlierCasesRepository(MongoOperations mongo, PersonMarks marks) {
    this.mongo = mongo;
    this.marks = marks;
  }

  /** A case of a person. */
  record Belonging(String personId, EarlierCases.Had had) {}

  Optional<EarlierCases> find(String personId) {
    return Optional.ofNullable(mongo.findById(marks.of(personId), EarlierCases.class));
  }

  /** By person. */
  Map<String, EarlierCases> find(Collection<String> personIds) {
    Map<String, String> byMark = new HashMap<>();
    personIds.forEach(id -> byMark.put(marks.of(id), id));
    Map<String, EarlierCases> found = new HashMap<>();
    if (!byMark.isEmpty()) {
      mongo
          .find(new Query(where("_id").in(byMark.keySet())), EarlierCases.class)
          .forEach(one -> found.put(String.valueOf(byMark.get(one.mark())), one));
    }
    return found;
  }

  void add(Belonging one) {
    while (true) {
      try {
        mongo.upsert(without(one), push(one), EarlierCases.class);
        return;
      } catch (DuplicateKeyException isThere) {
        if (find(one.personId()).filter(person -> person.has(one.had().caseId())).isPresent()) {
          return; // else somebody made the document at the same time
        }
      }
    }
  }

  void addAll(Collection<Belonging> all) {
    if (all.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, EarlierCases.class);
    all.forEach(one -> bulk.upsert(without(one), push(one)));
    try {
      bulk.execute();
    } catch (DuplicateKeyException | BulkOperationException someAreThere) {
      all.forEach(this::add);
    }
  }

  private Query without(Belonging one) {
    return new Query(where("_id").is(marks.of(one.personId())).and(CASE_ID).ne(one.had().caseId()));
  }

  /** The latest stay, whichever is read first. */
  private static Update push(Belonging one) {
    Update update = new Update();
    update.push(CASES).sort(Sort.by("at")).slice(-EarlierCases.MOST).each(one.had());
    return update;
  }

  void remove(String personId, String caseId) {
    mongo.updateFirst(
        new Query(where("_id").is(marks.of(personId))),
        new Update().pull(CASES, new Query(where("caseId").is(caseId))),
        EarlierCases.class);
    mongo.remove(
        new Query(where("_id").is(marks.of(personId)).and(CASES).size(0)), EarlierCases.class);
  }
}
