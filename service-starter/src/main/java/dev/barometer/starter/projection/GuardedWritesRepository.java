package dev.barometer.starter.projection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Writes upserts that name an id and a condition. Where the document exists and the condition does
 * not hold, the upsert inserts, and the id refuses it: a duplicate key says "not newer". This is
 * one round trip for a whole batch and needs no transaction and no pipeline update. Conditions
 * stand beside the id rather than in an {@code $and}: the embedded database finds no id in there.
 */
public final class GuardedWritesRepository {
  private static final int DUPLICATE_KEY = 11000;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;
  private final String collection;

  public GuardedWritesRepository(MongoOperations mongo, String collection) {
    this.mongo = mongo;
    this.collection = collection;
  }

  /**
   * Writes all, and returns which were refused, by their place in the list. A refusal is final
   * where the document was there before; two writers that create it at once refuse one of
   * themselves, so whoever cannot rule that out writes what was refused once more.
   */
  public List<Integer> write(List<? extends WriteModel<Document>> writes) {
    if (writes.isEmpty()) {
      return List.of();
    }
    try {
      mongo.getCollection(collection).bulkWrite(writes, UNORDERED);
      return List.of();
    } catch (MongoBulkWriteException e) {
      boolean onlyRefusals =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
      if (!onlyRefusals) {
        throw e;
      }
      return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
    }
  }
}
