package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that name an id and more find by the id, and still compare the rest. */
class ConditionalWritesIT {
  @TempDir private Path folder;

  @Test
  void writesOnlyWhereIdAndRevisionFit() {
    var ports = Ports.free();
    try (var database = EmbeddedDatabase.start(folder, ports.database());
        var client = MongoClients.create(database.uri("test"))) {
      MongoCollection<Document> facts = client.getDatabase("test").getCollection("facts");
      facts.insertOne(new Document("_id", "a").append("revision", 2));
      facts.insertOne(new Document("_id", "b").append("revision", 5));

      assertThat(facts.updateOne(olderThan("a", 3), set(3)).getModifiedCount()).isEqualTo(1);
      assertThat(facts.updateOne(olderThan("a", 3), set(3)).getMatchedCount()).isZero();
      assertThat(facts.updateOne(olderThan("none", 9), set(9)).getMatchedCount()).isZero();
      assertThatThrownBy(
              () -> facts.updateOne(olderThan("b", 4), set(4), new UpdateOptions().upsert(true)))
          .isInstanceOf(MongoWriteException.class)
          .hasMessageContaining("11000");
      assertThat(
              facts
                  .updateOne(olderThan("c", 1), set(1), new UpdateOptions().upsert(true))
                  .getUpsertedId())
          .isNotNull();
      var several =
          new Document("_id", new Document("$in", List.of("a", "b", "c")))
              .append("revision", new Document("$gt", 2));
      assertThat(facts.find(several).into(new ArrayList<>()))
          .extracting(found -> found.getString("_id"), found -> found.getInteger("revision"))
          .containsExactlyInAnyOrder(tuple("a", 3), tuple("b", 5));
    }
  }

  private static Document olderThan(String id, int revision) {
    return new Document("_id", id).append("revision", new Document("$lt", revision));
  }

  private static Document set(int revision) {
    return new Document("$set", new Document("revision", revision));
  }
}
