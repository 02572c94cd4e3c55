package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

  private static final int WRITERS = 4;

  @TempDir Path data;

  private final Ports ports = Ports.free();
  private Process process;

  @BeforeEach
  void startInAProcessOfItsOwn() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseProcess.class.getName(),
                data.toString(),
                String.valueOf(ports.database()))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("database.log").toFile())
            .start();
  }

  @AfterEach
  void killTheProcess() {
    process.destroyForcibly();
  }

  @Test
  void keepsEveryAcknowledgedWrite_whenItsProcessIsKilled() throws Exception {
    var acknowledged = new ConcurrentLinkedQueue<Integer>();

    try (var client = client()) {
      var cases = cases(client);
      cases.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
      var writers = startWriters(cases, acknowledged);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 400);
      process.destroyForcibly().waitFor();
      for (var writer : writers) {
        writer.join();
      }
    }

    try (var database = EmbeddedDatabase.start(data, ports.database());
        var client = client()) {
      var cases = cases(client);
      assertThat(database.uri("cases")).endsWith("/cases");
      assertThat(cases.find().map(c -> c.getInteger("_id")).into(new ArrayList<>()))
          .containsAll(acknowledged);
      assertThatEveryCaseCanBeFoundAndReplaced(cases);
    }
  }

  /** Documents and indexes agree: no write is in the file by half. */
  private static void assertThatEveryCaseCanBeFoundAndReplaced(MongoCollection<Document> cases) {
    var upsert = new ReplaceOptions().upsert(true);
    IntStream.range(0, WRITERS * 1_000)
        .forEach(
            id -> cases.replaceOne(Filters.eq(id), new Document("number", "again-" + id), upsert));
    assertThat(cases.countDocuments()).isEqualTo(WRITERS * 1_000);
    assertThat(cases.find(Filters.eq("number", "again-17")).first()).containsEntry("_id", 17);
  }

  private static List<Thread> startWriters(
      MongoCollection<Document> cases, Queue<Integer> acknowledged) {
    return IntStream.range(0, WRITERS)
        .mapToObj(
            writer -> {
              var thread = new Thread(() -> writeUntilKilled(cases, writer, acknowledged));
              thread.start();
              return thread;
            })
        .toList();
  }

  private static void writeUntilKilled(
      MongoCollection<Document> cases, int writer, Queue<Integer> acknowledged) {
    try {
      for (int i = 0; i < 1_000; i++) {
        var id = writer * 1_000 + i;
        cases.insertOne(new Document("_id", id).append("number", "case-" + id));
        cases.updateOne(Filters.eq(id), Updates.set("state", "acknowledged"));
        acknowledged.add(id);
      }
    } catch (MongoException killed) {
      assertThat(killed).hasMessageNotContaining("duplicate");
    }
  }

  private MongoClient client() {
    return MongoClients.create(
        "mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=20000&retryWrites=false"
            .formatted(ports.database()));
  }

  private static MongoCollection<Document> cases(MongoClient client) {
    return client.getDatabase("cases").getCollection("cases");
  }

  /** Keeps a database running until it is killed. */
  static final class DatabaseProcess {
    public static void main(String[] args) throws Exception {
      EmbeddedDatabase.start(Path.of(args[0]), Integer.parseInt(args[1]));
      Thread.currentThread().join();
    }
  }
}
