package dev.barometer.starter.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.contract.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** From where a reader goes on, where its store or the log has lost something. */
class PositionsIT extends ReadingTrial {
  @Test
  void readsAgainWhatTheStoreLost() {
    for (int i = 0; i < 10; i++) {
      sendTo(0, "r" + i);
    }
    await().atMost(LIMIT).until(() -> position() == 10);
    service.close();
    setPosition(7);

    service = start();

    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(store().keys()).containsExactly("r7", "r8", "r9"));
  }

  @Test
  void readsAgainWhatTheStoreLost_whileItRan_withNothingElseToDo() {
    for (int i = 0; i < 10; i++) {
      sendTo(0, "r" + i);
    }
    await().atMost(LIMIT).until(() -> position() == 10);
    store().received.clear();

    replaceDatabaseByOneThatKept(7);

    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(store().keys()).contains("r7", "r8", "r9"));
    await().atMost(LIMIT).until(() -> position() == 10);
  }

  @Test
  void storesOnceMore_whatWasStoredShortlyBeforeTheDatabaseWentAway() {
    sendTo(0, "a");
    sendTo(0, "b");
    await().atMost(LIMIT).until(() -> position() == 2);
    store().received.clear();

    replaceDatabaseByOneThatKept(2);

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a", "b"));
    await().atMost(LIMIT).until(() -> position() == 2);
  }

  @Test
  void readsABatchAgain_inWhichTheStoreLostSomething() {
    sendTo(0, "before");
    await().atMost(LIMIT).until(() -> position() == 1);
    store().received.clear();
    AtomicInteger batches = new AtomicInteger();
    store().then =
        () -> {
          if (batches.incrementAndGet() == 1) {
            replaceDatabaseByOneThatKept(1);
            // The driver asks again by itself: no failure is seen.
            service.getBean(MongoOperations.class).getCollection("any").countDocuments();
          }
        };

    sendTo(0, "a");

    await().atMost(LIMIT).until(() -> position() == 2);
    assertThat(store().keys()).startsWith("a").endsWith("a").hasSizeGreaterThan(1);
  }

  @Test
  void readsFromTheStart_whenThePositionIsBeyondTheLog() {
    sendTo(0, "a");
    await().atMost(LIMIT).until(() -> position() == 1);
    service.close();
    setPosition(900);

    service = start();

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a"));
    await().atMost(LIMIT).until(() -> position() == 1);
  }

  @Test
  void readsFromTheStart_whenTheTopicWasMadeAnew() throws Exception {
    for (int i = 0; i < 3; i++) {
      sendTo(0, "old" + i);
    }
    await().atMost(LIMIT).until(() -> position() == 3);
    service.close();
    deleteTopics();
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(Topics.RESPONSES, 3, (short) 1))).all().get();
    }
    for (int i = 0; i < 5; i++) {
      sendTo(0, "new" + i);
    }

    service = start();

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(store().keys()).containsExactly("new0", "new1", "new2", "new3", "new4"));
    await().atMost(LIMIT).until(() -> position() == 5);
  }

  @Test
  void readsFromTheStart_whenTheLogWasLostAndHasGrownAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      sendTo(0, "old" + i);
    }
    await().atMost(LIMIT).until(() -> position() == 3);
    service.close();
    broker.close();
    try (Stream<Path> lost = Files.list(folder.resolve(Topics.RESPONSES + "-0"))) {
      for (Path file : lost.toList()) {
        if (!file.endsWith("partition.metadata")) {
          Files.delete(file);
        }
      }
    }
    broker.start();
    for (int i = 0; i < 5; i++) {
      sendTo(0, "new" + i);
    }
    producer.flush();

    service = start();

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(store().keys()).containsExactly("new0", "new1", "new2", "new3", "new4"));
    await().atMost(LIMIT).until(() -> position() == 5);
  }

  @Test
  void goesOn_whereAnEarlierVersionKeptThePositionWithoutMore() {
    for (int i = 0; i < 3; i++) {
      sendTo(0, "r" + i);
    }
    await().atMost(LIMIT).until(() -> position() == 3);
    service.close();
    positions(
        collection ->
            collection.replaceOne(
                Filters.eq("_id", FIRST_PARTITION),
                new Document("_id", FIRST_PARTITION).append("next", 2L)));

    service = start();

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("r2"));
    await().atMost(LIMIT).until(() -> position() == 3);
  }

  /** As after a crash that lost what it had acknowledged last. */
  private void replaceDatabaseByOneThatKept(long next) {
    Document kept = new Document();
    positions(
        collection -> kept.putAll(collection.find(Filters.eq("_id", FIRST_PARTITION)).first()));
    database.shutdownNow();
    // Filled before anybody finds it at the place of the old one.
    MemoryBackend backend = new MemoryBackend();
    MongoServer aside = new MongoServer(backend);
    try (MongoClient client = MongoClients.create(aside.bindAndGetConnectionString())) {
      client.getDatabase("trial").getCollection("positions").insertOne(kept.append("next", next));
    }
    asides.add(aside);
    database = new MongoServer(backend);
    database.bind("localhost", databasePort);
  }

  private void setPosition(long next) {
    positions(
        collection ->
            collection.updateOne(Filters.eq("_id", FIRST_PARTITION), Updates.set("next", next)));
  }
}
