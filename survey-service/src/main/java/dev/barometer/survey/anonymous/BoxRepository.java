package dev.barometer.survey.anonymous;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Boxes in MongoDB. Each write holds only while nobody else changed the box meanwhile. */
@Repository
class BoxRepository {
  private final MongoOperations mongo;

  BoxRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<Box> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Box.class));
  }

  /** False where somebody else was faster. */
  boolean put(Box next) {
    long before = next.version() - 1;
    if (before == 0) {
      try {
        mongo.insert(next);
        return true;
      } catch (DuplicateKeyException faster) {
        return false;
      }
    }
    Query unchanged = new Query(where("_id").is(next.id()).and("version").is(before));
    return mongo.findAndReplace(unchanged, next) != null;
  }
}
