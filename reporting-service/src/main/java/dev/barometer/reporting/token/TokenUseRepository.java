package dev.barometer.reporting.token;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.contract.access.TokenUse;
import dev.barometer.starter.fact.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** When each service last saw each token, in MongoDB, by token id and service. */
@Repository
class TokenUseRepository {
  private static final String COLLECTION = "token_uses";
  private static final String LAST_USED_AT = "lastUsedAt";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoOperations mongo;

  TokenUseRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Keeps the latest; returns how many of the batch were not later than what was known. */
  int apply(List<Received<TokenUse>> batch) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Received<TokenUse> received : batch) {
      TokenUse use = received.value();
      if (use != null) {
        writes.add(
            new UpdateOneModel<>(
                Filters.eq("_id", received.key()),
                Updates.combine(
                    Updates.setOnInsert("tokenId", use.tokenId()),
                    Updates.setOnInsert("service", use.service()),
                    Updates.max(LAST_USED_AT, use.lastUsedAt())),
                UPSERT));
      }
    }
    if (writes.isEmpty()) {
      return batch.size();
    }
    BulkWriteResult result = mongo.getCollection(COLLECTION).bulkWrite(writes);
    return batch.size() - result.getModifiedCount() - result.getUpserts().size();
  }

  /** By token id, then by service. */
  Map<String, Map<String, Instant>> lastUsed() {
    Map<String, Map<String, Instant>> lastUsed = new HashMap<>();
    mongo
        .getCollection(COLLECTION)
        .find()
        .forEach(
            use ->
                lastUsed
                    .computeIfAbsent(use.getString("tokenId"), token -> new HashMap<>())
                    .put(use.getString("service"), use.getDate(LAST_USED_AT).toInstant()));
    return lastUsed;
  }
}
