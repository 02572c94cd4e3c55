package dev.barometer.reporting.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/**
 * What was before actions. A baseline is written before the action that starts with it, under an id
 * of its own, and never again: of two who start an action at once one does, with his.
 */
@Repository
class BaselineRepository {
  private static final String COLLECTION = "action_baselines";
  private static final String ID = "_id";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  BaselineRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Its id. */
  String add(Baseline baseline) {
    String id = "B-" + UUID.randomUUID();
    mongo.insert(
        new Document(ID, id).append(JSON, new String(FactJson.write(baseline), UTF_8)), COLLECTION);
    return id;
  }

  /** One that no action started with. */
  void remove(String id) {
    mongo.remove(new Query(where(ID).is(id)), COLLECTION);
  }

  Baseline get(String id) {
    return Optional.ofNullable(mongo.findById(id, Document.class, COLLECTION))
        .map(kept -> FactJson.read(kept.getString(JSON).getBytes(UTF_8), Baseline.class))
        .orElseThrow(() -> new IllegalStateException("no baseline " + id));
  }
}
