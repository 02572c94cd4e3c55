package dev.barometer.complaint.wording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The lists of phrases in MongoDB; those that come with the service until somebody changes them.
 */
@Repository
public class WordingRepository {
  private static final String COLLECTION = "complaint_wording";
  private static final String ID = "lists";

  private final MongoOperations mongo;
  private final WordingFiles files;

  public WordingRepository(MongoOperations mongo, WordingFiles files) {
    this.mongo = mongo;
    this.files = files;
  }

  /**
   * The lists as somebody left them.
   *
   * @param revision 0 where nobody changed them yet
   */
  public record Kept(long revision, WordingLists lists) {}

  public Kept find() {
    Document kept = mongo.findById(ID, Document.class, COLLECTION);
    return kept == null
        ? new Kept(0, files.lists())
        : new Kept(
            kept.getLong("revision"),
            FactJson.read(kept.getString("json").getBytes(UTF_8), WordingLists.class));
  }

  /** False where somebody else changed them meanwhile. */
  boolean put(Kept before, WordingLists lists) {
    String json = new String(FactJson.write(lists), UTF_8);
    long next = before.revision() + 1;
    if (before.revision() == 0) {
      try {
        mongo.insert(
            new Document("_id", ID).append("revision", next).append("json", json), COLLECTION);
        return true;
      } catch (DuplicateKeyException changed) {
        return false;
      }
    }
    var unchanged = new Query(where("_id").is(ID).and("revision").is(before.revision()));
    var change = new Update().set("revision", next).set("json", json);
    return mongo.updateFirst(unchanged, change, COLLECTION).getMatchedCount() == 1;
  }
}
