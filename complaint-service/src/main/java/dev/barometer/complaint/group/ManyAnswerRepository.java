package dev.barometer.complaint.group;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Answers to many, until nobody asks for their outcomes any more. */
@Repository
class ManyAnswerRepository {
  private final MongoOperations mongo;

  ManyAnswerRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<ManyAnswer> find(String id) {
    return Optional.ofNullable(mongo.findById(id, ManyAnswer.class));
  }

  /** This one, or the one that was there under its id. */
  ManyAnswer register(ManyAnswer answer) {
    try {
      return mongo.insert(answer);
    } catch (DuplicateKeyException again) {
      return find(answer.id()).orElse(answer);
    }
  }

  /** The first outcome stands: two may be at it. */
  void note(String id, int place, ManyAnswer.Outcome outcome) {
    String field = "outcomes." + place;
    mongo.updateFirst(
        new Query(where("_id").is(id).and(field).exists(false)),
        new Update().set(field, outcome),
        ManyAnswer.class);
  }

  void finish(String id) {
    mongo.updateFirst(
        new Query(where("_id").is(id)),
        new Update().set("done", true).unset("message"),
        ManyAnswer.class);
  }

  void delete(String id) {
    mongo.remove(new Query(where("_id").is(id)), ManyAnswer.class);
  }
}
