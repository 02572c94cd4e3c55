package dev.barometer.benchmarks.service;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.harness.Waiting;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/**
 * The embedded database on the core of the load; what is timed beside it says nothing of MongoDB.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** Of the database in it. */
  public static final String NAME = "benchmark";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Measured process;
  private final String uri;

  private EmbeddedDatabase(Measured process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts an empty one and returns when it answers. */
  public static EmbeddedDatabase start(Bench bench) throws Exception {
    int port = freePort();
    Measured process =
        Measured.java(
            bench.cores(),
            List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedDatabaseMain.class.getName(),
                Integer.toString(port)),
            bench.work(),
            bench.work().resolve("database.log"));
    EmbeddedDatabase database =
        new EmbeddedDatabase(process, "mongodb://127.0.0.1:" + port + "/" + NAME);
    try {
      Waiting.until("the database answers", PATIENCE, process, database::answers);
      bench.cores().pinLoad(process.handle());
      return database;
    } catch (Exception e) {
      database.close();
      throw e;
    }
  }

  private boolean answers() {
    try (MongoClient client = MongoClients.create(uri + "?serverSelectionTimeoutMS=500")) {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
      return true;
    } catch (MongoException e) {
      return false; // it is still starting
    }
  }

  public String uri() {
    return uri;
  }

  /** A port that nobody listens on at the moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
