package dev.barometer.complaint.escalation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Remembers the responses that became evidence, or could have. */
final class ProcessedResponseRepository {
  private final MongoOperations mongo;

  ProcessedResponseRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<ProcessedResponse> find(String responseId) {
    return Optional.ofNullable(mongo.findById(responseId, ProcessedResponse.class));
  }

  /** Remembers a revision; the highest one stays. */
  void remember(String responseId, long revision, @Nullable String caseId) {
    var update = new Update().max("revision", revision);
    if (caseId != null) {
      update.set("caseId", caseId);
    }
    mongo.upsert(new Query(where("_id").is(responseId)), update, ProcessedResponse.class);
  }
}
