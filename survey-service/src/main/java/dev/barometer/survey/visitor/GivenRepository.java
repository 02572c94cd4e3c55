package dev.barometer.survey.visitor;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** What was answered by links, in MongoDB. */
@Repository
public class GivenRepository {
  private final MongoOperations mongo;

  GivenRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Deletes what was given to these. */
  public void forget(Collection<String> invitationIds) {
    mongo.remove(new Query(where("_id").in(invitationIds)), Given.class);
  }

  Optional<Given> find(String invitationId) {
    return Optional.ofNullable(mongo.findById(invitationId, Given.class));
  }

  /**
   * @param before null where nothing was given yet
   * @return false where the same person was faster in another window
   */
  boolean put(@Nullable Given before, Given next) {
    if (before == null) {
      try {
        mongo.insert(next);
        return true;
      } catch (DuplicateKeyException faster) {
        return false;
      }
    }
    Query unchanged =
        new Query(where("_id").is(before.invitationId()).and("revision").is(before.revision()));
    return mongo.findAndReplace(unchanged, next) != null;
  }
}
