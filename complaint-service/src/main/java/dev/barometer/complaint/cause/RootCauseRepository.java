package dev.barometer.complaint.cause;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The list of root causes: one document, which is changed as a whole. */
@Repository
public class RootCauseRepository {
  private static final String ALL = "all";

  private final MongoOperations mongo;

  public RootCauseRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Document("root_causes")
  record Kept(@Id String id, long revision, List<RootCause> all) {}

  public RootCauses get() {
    return Optional.ofNullable(mongo.findById(ALL, Kept.class))
        .map(kept -> new RootCauses(kept.revision(), kept.all()))
        .orElse(RootCauses.NONE);
  }

  /** Whether nobody changed it meanwhile. */
  boolean put(RootCauses before, List<RootCause> next) {
    long revision = before.revision() + 1;
    if (before.revision() == 0) {
      try {
        mongo.insert(new Kept(ALL, revision, next));
        return true;
      } catch (DuplicateKeyException another) {
        return false;
      }
    }
    var unchanged = new Query(where("_id").is(ALL).and("revision").is(before.revision()));
    var update = new Update().set("revision", revision).set("all", next);
    return mongo.updateFirst(unchanged, update, Kept.class).getMatchedCount() == 1;
  }
}
