package dev.barometer.starter.trial;

import static dev.barometer.starter.fact.FactFixtures.responseWithNps;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.starter.json.FactJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that reads one topic of a real broker, for each test anew, and what a test asks it. */
abstract class ReadingTrial {
  static final String FIRST_PARTITION = "trial-service|barometer.responses|0";
  static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  static EmbeddedBroker broker;

  MongoServer database;

  /** Other doors to what a database holds: who closes one empties it. */
  final List<MongoServer> asides = new ArrayList<>();

  int databasePort;
  String databaseUri;
  ConfigurableApplicationContext service;
  KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.atFreePorts(folder, Map.of()).start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void startService() throws Exception {
    deleteTopics();
    database = new MongoServer(new MemoryBackend());
    databasePort = database.bind().getPort();
    databaseUri =
        "mongodb://localhost:%d/trial?serverSelectionTimeoutMS=300&connectTimeoutMS=300"
            .formatted(databasePort);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    service = start();
  }

  @AfterEach
  void stopService() {
    service.close();
    producer.close();
    database.shutdownNow();
    asides.forEach(MongoServer::shutdownNow);
  }

  ConfigurableApplicationContext start() {
    return start(Map.of());
  }

  ConfigurableApplicationContext start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.mongodb.uri", databaseUri);
    settings.put("barometer.reads", Topics.RESPONSES);
    settings.put("barometer.positions", "mongo");
    settings.put("spring.cloud.function.definition", "storeResponses");
    settings.put("spring.cloud.stream.bindings.storeResponses-in-0.destination", Topics.RESPONSES);
    return TrialApplication.start(settings);
  }

  TrialApplication.Ending ending() {
    return service.getBean(TrialApplication.Ending.class);
  }

  TrialApplication.Store store() {
    return service.getBean(TrialApplication.Store.class);
  }

  int count(String what) {
    return (int)
        service.getBean(MeterRegistry.class).find("barometer.facts." + what).counters().stream()
            .mapToDouble(counter -> counter.count())
            .sum();
  }

  void send(String id) {
    sendBytes(id, FactJson.write(responseWithNps(id, 9)));
  }

  void sendTo(int partition, String id) {
    producer.send(
        new ProducerRecord<>(
            Topics.RESPONSES,
            partition,
            id.getBytes(UTF_8),
            FactJson.write(responseWithNps(id, 9))));
  }

  void sendBytes(String key, byte[] value) {
    producer.send(new ProducerRecord<>(Topics.RESPONSES, key.getBytes(UTF_8), value));
  }

  int readiness() {
    return health("readiness");
  }

  int health(String group) {
    String port = service.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The position of the first partition. */
  long position() {
    long[] next = new long[1];
    positions(
        collection -> {
          Document found = collection.find(Filters.eq("_id", FIRST_PARTITION)).first();
          next[0] = found == null ? 0 : found.get("next", Number.class).longValue();
        });
    return next[0];
  }

  void positions(Consumer<MongoCollection<Document>> use) {
    try (MongoClient client = MongoClients.create(databaseUri)) {
      use.accept(client.getDatabase("trial").getCollection("positions"));
    }
  }

  static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  static void deleteTopics() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      await().atMost(LIMIT).until(() -> admin.listTopics().names().get().isEmpty());
    }
  }
}
