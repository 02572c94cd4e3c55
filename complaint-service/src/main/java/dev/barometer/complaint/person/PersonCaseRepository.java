package dev.barometer.complaint.person;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.starter.erasure.PersonMarks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The cases of each person, under his mark: who reads this alone finds no name. Written before the
 * others are told of a case, and never before it is there.
 */
@Repository
public class PersonCaseRepository {
  private static final String CASES = "cases";

  /** What rules of repetition keep under the same marks; it goes with the person. */
  public static final String REPETITIONS = "casesOfPeople";

  private final MongoOperations mongo;
  private final PersonMarks marks;

  public PersonCaseRepository(MongoOperations mongo, PersonMarks marks) {
    this.mongo = mongo;
    this.marks = marks;
  }

  @Document("person_cases")
  record Of(@Id String mark, List<String> cases) {}

  /** Notes whose these are; of each it is known. */
  void note(Collection<Case> found) {
    Map<String, List<String>> byMark = new LinkedHashMap<>();
    for (Case one : found) {
      String mark = marks.of(String.valueOf(one.personId()));
      byMark.computeIfAbsent(mark, none -> new ArrayList<>()).add(one.caseId());
    }
    if (byMark.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, Of.class);
    byMark.forEach((mark, cases) -> bulk.upsert(byId(mark), adding(cases)));
    try {
      bulk.execute();
    } catch (DuplicateKeyException | BulkOperationException someWereMadeMeanwhile) {
      byMark.forEach((mark, cases) -> mongo.upsert(byId(mark), adding(cases), Of.class));
    }
  }

  private static Query byId(String mark) {
    return new Query(where("_id").is(mark));
  }

  private static Update adding(List<String> cases) {
    return new Update().addToSet(CASES).each(cases.toArray());
  }

  /** The ids of a person's cases. */
  public List<String> of(String personId) {
    return ofMarks(marks.allOf(personId));
  }

  /** The ids of the cases of whoever has one of these marks. */
  public List<String> ofMarks(Collection<String> all) {
    var ids = new TreeSet<String>();
    mongo.find(new Query(where("_id").in(all)), Of.class).forEach(one -> ids.addAll(one.cases()));
    return List.copyOf(ids);
  }

  /** Nothing is left of him in these. */
  public void forget(String mark, Collection<String> caseIds) {
    var his = new Query(where("_id").is(mark));
    mongo.updateFirst(his, new Update().pullAll(CASES, caseIds.toArray()), Of.class);
    mongo.remove(new Query(where("_id").is(mark).and(CASES).size(0)), Of.class);
    mongo.remove(new Query(where("_id").is(mark)), REPETITIONS);
  }
}
