package dev.barometer.complaint.kept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * One document in MongoDB that is changed as a whole; what comes with the service until somebody
 * does.
 *
 * @param <T> a record that is written as JSON
 */
public final class KeptRepository<T> {
  private static final String REVISION = "revision";
  private static final String JSON = "json";

  private final MongoOperations mongo;
  private final String collection;
  private final String id;
  private final Class<T> type;
  private final Supplier<T> own;

  /**
   * @param own what comes with the service
   */
  public KeptRepository(
      MongoOperations mongo, String collection, String id, Class<T> type, Supplier<T> own) {
    this.mongo = mongo;
    this.collection = collection;
    this.id = id;
    this.type = type;
    this.own = own;
  }

  /**
   * As somebody left it.
   *
   * @param revision 0 where nobody changed it yet
   */
  public record Kept<T>(long revision, T value) {}

  public Kept<T> find() {
    Document kept = mongo.findById(id, Document.class, collection);
    return kept == null
        ? new Kept<>(0, own.get())
        : new Kept<>(
            kept.getLong(REVISION), FactJson.read(kept.getString(JSON).getBytes(UTF_8), type));
  }

  /**
   * Whether nobody changed it meanwhile.
   *
   * @param before the revision that was read
   */
  public boolean put(long before, T value) {
    String json = new String(FactJson.write(value), UTF_8);
    long next = before + 1;
    if (before == 0) {
      try {
        mongo.insert(new Document("_id", id).append(REVISION, next).append(JSON, json), collection);
        return true;
      } catch (DuplicateKeyException changed) {
        return false;
      }
    }
    var unchanged = new Query(where("_id").is(id).and(REVISION).is(before));
    var change = new Update().set(REVISION, next).set(JSON, json);
    return mongo.updateFirst(unchanged, change, collection).getMatchedCount() == 1;
  }
}
