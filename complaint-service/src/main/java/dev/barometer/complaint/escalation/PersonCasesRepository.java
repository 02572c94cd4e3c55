package dev.barometer.complaint.escalation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** The cases of people, a small document each; whatever is written twice is there once. */
final class PersonCasesRepository {
  private static final String CASES = "cases";
  private static final String CASE_ID = "cases.caseId";

  private final MongoOperations mongo;

  PersonCasesRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** A case of a person. */
  record Belonging(String personId, PersonCases.Had had) {}

  Optional<PersonCases> find(String personId) {
    return Optional.ofNullable(mongo.findById(personId, PersonCases.class));
  }

  List<PersonCases> find(Collection<String> personIds) {
    return personIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(personIds)), PersonCases.class);
  }

  void add(Belonging one) {
    while (true) {
      try {
        mongo.upsert(without(one), push(one), PersonCases.class);
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
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, PersonCases.class);
    all.forEach(one -> bulk.upsert(without(one), push(one)));
    try {
      bulk.execute();
    } catch (DuplicateKeyException | BulkOperationException someAreThere) {
      all.forEach(this::add);
    }
  }

  private static Query without(Belonging one) {
    return new Query(where("_id").is(one.personId()).and(CASE_ID).ne(one.had().caseId()));
  }

  /** The latest stay, whichever is read first. */
  private static Update push(Belonging one) {
    Update update = new Update();
    update.push(CASES).sort(Sort.by("at")).slice(-PersonCases.MOST).each(one.had());
    return update;
  }

  void remove(String personId, String caseId) {
    mongo.updateFirst(
        new Query(where("_id").is(personId)),
        new Update().pull(CASES, new Query(where("caseId").is(caseId))),
        PersonCases.class);
    mongo.remove(new Query(where("_id").is(personId).and(CASES).size(0)), PersonCases.class);
  }
}
