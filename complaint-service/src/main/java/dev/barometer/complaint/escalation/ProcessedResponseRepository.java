package dev.barometer.complaint.escalation;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
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

  List<ProcessedResponse> find(Collection<String> responseIds) {
    return responseIds.isEmpty()
        ? List.of()
        : mongo.find(new Query(where("_id").in(responseIds)), ProcessedResponse.class);
  }

  /** Remembers a revision; the highest one stays. */
  void remember(String responseId, long revision, @Nullable String caseId) {
    var one = new ProcessedResponse(responseId, revision, caseId);
    while (true) {
      try {
        mongo.upsert(byId(one), update(one), ProcessedResponse.class);
        return;
      } catch (DuplicateKeyException madeMeanwhile) {
        // By another instance at the same time: now it is there to be changed.
      }
    }
  }

  void rememberAll(Collection<ProcessedResponse> all) {
    if (all.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, ProcessedResponse.class);
    all.forEach(one -> bulk.upsert(byId(one), update(one)));
    try {
      bulk.execute();
    } catch (DuplicateKeyException | BulkOperationException someWereMadeMeanwhile) {
      all.forEach(one -> remember(one.responseId(), one.revision(), one.caseId()));
    }
  }

  private static Query byId(ProcessedResponse one) {
    return new Query(where("_id").is(one.responseId()));
  }

  private static Update update(ProcessedResponse one) {
    Update update = new Update().max("revision", one.revision());
    return one.caseId() == null ? update : update.set("caseId", one.caseId());
  }
}
