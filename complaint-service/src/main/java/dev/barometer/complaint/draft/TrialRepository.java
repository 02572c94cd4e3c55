package dev.barometer.complaint.draft;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Optional;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Drafts that are tried out, for as long as somebody may look at what came of it. */
@Repository
class TrialRepository {
  private final MongoOperations mongo;

  TrialRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  void add(Trial trial) {
    mongo.insert(trial);
  }

  Optional<Trial> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Trial.class));
  }

  void read(String id, int percent) {
    update(id, new Update().set("percent", percent));
  }

  void end(String id, String outcome) {
    update(id, new Update().set("percent", 100).set("outcome", outcome));
  }

  void fail(String id, String problem) {
    update(id, new Update().set("problem", problem));
  }

  void delete(String id) {
    mongo.remove(byId(id), Trial.class);
  }

  private void update(String id, Update update) {
    mongo.updateFirst(byId(id), update, Trial.class);
  }

  private static Query byId(String id) {
    return new Query(where("_id").is(id));
  }
}
