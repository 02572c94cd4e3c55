package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import de.bwaldvogel.mongo.MongoServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTest {
  private static final Document OF_EVERY_KIND =
      new Document("_id", new Document("topic", "tickets").append("partition", 3))
          .append("number", 7)
          .append("long", 1L << 40)
          .append("double", 0.1)
          .append("decimal", new Decimal128(new BigDecimal("12.50")))
          .append("yes", true)
          .append("nothing", null)
          .append("at", Date.from(Instant.parse("2026-11-22T12:00:00.123Z")))
          .append("bytes", new Binary(new byte[] {1, 2, 3}))
          .append("object", new ObjectId("65f0c0ffee65f0c0ffee65f0"))
          .append("list", List.of("긴", new Document("inner", List.of(1, 2)), "文"))
          .append("uuid", new Binary((byte) 4, new byte[16]));

  @TempDir Path data;

  private MVStore store() {
    return new MVStore.Builder().fileName(data.resolve("store").toString()).open();
  }

  private static MongoCollection<Document> cases(MongoServer server) {
    return MongoClients.create(server.getConnectionString()).getDatabase("a").getCollection("c");
  }

  @Test
  void givesBackWhatWasWritten_whenTheStoreIsOpenedAgain() {
    String secondId = UUID.randomUUID().toString();
    var server = new MongoServer(new DurableBackend(store()));
    server.bind("localhost", 0);
    var cases = cases(server);
    cases.createIndex(Indexes.ascending("number", "team"), new IndexOptions().unique(true));
    cases.insertOne(OF_EVERY_KIND);
    cases.insertOne(new Document("_id", secondId).append("team", "Desk"));
    server.shutdownNow();

    var reopened = new MongoServer(new DurableBackend(store()));
    reopened.bind("localhost", 0);
    var read = cases(reopened);
    assertThat(read.find(new Document("_id", OF_EVERY_KIND.get("_id"))).first())
        .isEqualTo(OF_EVERY_KIND);
    assertThat(read.find(new Document("number", 7).append("team", null)).first())
        .isEqualTo(OF_EVERY_KIND);
    assertThat(read.find(new Document("_id", secondId)).first()).containsEntry("team", "Desk");
    assertThat(read.countDocuments()).isEqualTo(2);
    reopened.shutdownNow();
  }

  @Test
  void writesDocumentsAndKeysAsBson() {
    MVStore store = store();
    var server = new MongoServer(new DurableBackend(store));
    server.bind("localhost", 0);
    cases(server).insertOne(OF_EVERY_KIND);

    MVMap<?, ?> documents = store.openMap("databases.a.c");
    MVMap<?, ?> ids = store.openMap("a.c._index__id_");

    assertThat(documents.size()).isEqualTo(1);
    assertThat(documents.getValueType()).isInstanceOf(DocumentDataType.class);
    assertThat(ids.size()).isEqualTo(1);
    assertThat(ids.getKeyType()).isInstanceOf(KeyDataType.class);
    assertThat(ids.getValueType()).isInstanceOf(ObjectDataType.class);
    server.shutdownNow();
    store.close();
  }

  /** Some at a time, so that they lie in many parts of the file. */
  private static void fill(MongoCollection<Document> cases, int count) {
    List<Document> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(new Document("_id", i).append("number", i % 10).append("text", "x".repeat(500)));
      if (some.size() == 100) {
        cases.insertMany(some);
        some.clear();
      }
    }
  }

  @Test
  void opensWithoutReadingWhatItHolds_whateverIndexesThereAre() {
    var server = new MongoServer(new DurableBackend(store()));
    server.bind("localhost", 0);
    var cases = cases(server);
    cases.createIndex(Indexes.ascending("number"));
    cases.createIndex(Indexes.descending("number", "text"));
    fill(cases, 5_000);
    server.shutdownNow();

    MVStore store = store();
    new MongoServer(new DurableBackend(store)).shutdownNow();

    assertThat(store.getFileStore().getReadBytes()).isLessThan(store.getFileStore().size() / 4);
  }
}
