package dev.barometer.complaint.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * A number that grows with every change of any case, whichever instance made it: who keeps asking
 * whether there is something new is answered without looking at the cases.
 */
@Repository
class DeskMarkRepository {
  private static final String CASES = "cases";

  private final MongoOperations mongo;

  DeskMarkRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Document("desk_marks")
  private record Mark(@Id String id, long changes) {}

  /** The number as it is. */
  long read() {
    @Nullable Mark mark = mongo.findById(CASES, Mark.class);
    return mark == null ? 0 : mark.changes();
  }

  void changed() {
    mongo.upsert(
        new Query(Criteria.where("_id").is(CASES)), new Update().inc("changes", 1), Mark.class);
  }
}
