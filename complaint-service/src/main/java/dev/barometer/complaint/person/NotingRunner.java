package dev.barometer.complaint.person;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.starter.erasure.PersonMarks;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Notes whose the cases of before are: those of an older version, and all of them after the key
 * that makes marks was replaced. Done once for each key; what an earlier start left is done by the
 * next.
 */
@Component
class NotingRunner implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(NotingRunner.class);
  private static final int MOST_AT_ONCE = 500;
  private static final String MARKS = "complaint_marks";
  private static final String NOTED = "people-noted-";
  private static final int SHORT = 16;

  private final MongoOperations mongo;
  private final PersonCaseRunner runner;
  private final String noted;

  NotingRunner(MongoOperations mongo, PersonCaseRunner runner, PersonMarks marks) {
    this.mongo = mongo;
    this.runner = runner;
    this.noted = NOTED + marks.of(NOTED).substring(0, SHORT);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (mongo.findById(noted, Document.class, MARKS) != null) {
      return;
    }
    int count = 0;
    List<Case> some = after("");
    while (!some.isEmpty()) {
      runner.note(some);
      count += some.size();
      some = after(some.get(some.size() - 1).caseId());
    }
    mongo.save(new Document("_id", noted), MARKS);
    if (count > 0) {
      log.info("noted whose {} cases are", count);
    }
  }

  private List<Case> after(String last) {
    var query =
        new Query(where("_id").gt(last).and("current.personId").ne(null))
            .with(Sort.by("_id"))
            .limit(MOST_AT_ONCE);
    query.fields().exclude("current.handling.history", "unsent");
    return mongo.find(query, CaseDocument.class).stream().map(CaseDocument::current).toList();
  }
}
