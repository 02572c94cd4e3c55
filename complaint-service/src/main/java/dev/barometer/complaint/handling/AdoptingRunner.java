package dev.barometer.complaint.handling;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseDocument;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.cases.Status;
import dev.barometer.complaint.clock.ClockBook;
import dev.barometer.complaint.publishing.PublishingRunner;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Gives clocks to the open cases of before there were any: they run from now on, as if they had
 * just come in. Done once; what an earlier start left is done by the next.
 */
@Component
class AdoptingRunner implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(AdoptingRunner.class);
  private static final int MOST_AT_ONCE = 200;
  private static final Set<Status> OVER = Set.of(Status.CLOSED, Status.WITHDRAWN);
  private static final String MARKS = "complaint_marks";
  private static final String ADOPTED = "adopted";

  private final MongoOperations mongo;
  private final CaseRepository cases;
  private final ClockBook book;
  private final PublishingRunner runner;
  private final Clock clock;

  AdoptingRunner(
      MongoOperations mongo,
      CaseRepository cases,
      ClockBook book,
      PublishingRunner runner,
      Clock clock) {
    this.mongo = mongo;
    this.cases = cases;
    this.book = book;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (mongo.findById(ADOPTED, Document.class, MARKS) != null) {
      return;
    }
    int adopted = 0;
    for (List<Case> some = without(); !some.isEmpty(); some = without()) {
      for (Case old : some) {
        Case next = old.adopted(clock.instant(), book.of(old.context().team()));
        if (cases.put(old, next).isPresent()) {
          runner.soon(old.caseId());
          adopted++;
        }
      }
    }
    mongo.save(new Document("_id", ADOPTED), MARKS);
    if (adopted > 0) {
      log.info("{} open cases of an older version have clocks from now on", adopted);
    }
  }

  private List<Case> without() {
    var query =
        new Query(where("current.handling.receivedAt").isNull().and("current.status").nin(OVER))
            .limit(MOST_AT_ONCE);
    return mongo.find(query, CaseDocument.class).stream().map(CaseDocument::current).toList();
  }
}
