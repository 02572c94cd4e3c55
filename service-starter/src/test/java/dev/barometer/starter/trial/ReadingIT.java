package dev.barometer.starter.trial;

import static dev.barometer.starter.fact.FactFixtures.responseWithNps;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The whole path of a record on a real broker: topics, binding, policy, dead letters, positions.
 */
class ReadingIT {
  private static final String DEAD_LETTERS = "barometer.responses.trial-service.dlq";

  private static final String FIRST_PARTITION = "trial-service|barometer.responses|0";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  private MongoServer database;

  /** Other doors to what a database holds: who closes one empties it. */
  private final List<MongoServer> asides = new ArrayList<>();

  private int databasePort;
  private String databaseUri;
  private ConfigurableApplicationContext service;
  private KafkaProducer<byte[], byte[]> producer;

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

  private ConfigurableApplicationContext start() {
    return start(Map.of());
  }

  private ConfigurableApplicationContext start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.mongodb.uri", databaseUri);
    settings.put("barometer.reads", Topics.RESPONSES);
    settings.put("barometer.positions", "mongo");
    settings.put("spring.cloud.function.definition", "storeResponses");
    settings.put("spring.cloud.stream.bindings.storeResponses-in-0.destination", Topics.RESPONSES);
    return TrialApplication.start(settings);
  }

  @Test
  void createsTheTopics_beforeTheBindingsNeedThem() throws Exception {
    try (Admin admin = admin()) {
      assertThat(admin.listTopics().names().get()).containsAll(Topics.ALL).contains(DEAD_LETTERS);
      assertThat(admin.describeTopics(List.of(Topics.RESPONSES)).allTopicNames().get().values())
          .allMatch(topic -> topic.partitions().size() == 3);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TALLIES);
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("cleanup.policy")
                  .value())
          .isEqualTo("compact");
    }
  }

  @Test
  void keepsTheGood_andPutsTheBadAside() throws Exception {
    send("a");
    sendBytes("b", "{".getBytes(UTF_8));
    sendBytes("c", "{}".getBytes(UTF_8));
    sendBytes("gone", null);
    send("d");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("received")).isEqualTo(5));
    assertThat(store().keys()).containsExactlyInAnyOrder("a", "gone", "d");
    assertThat(count("handled")).isEqualTo(3);
    assertThat(count("dead-lettered")).isEqualTo(2);
    assertThat(deadLetters(2))
        .extracting(deadLetter -> KafkaEvents.header(deadLetter.headers(), "barometer_kind"))
        .containsExactlyInAnyOrder("unreadable", "broken-contract");
    assertThat(readiness()).isEqualTo(200);
  }

  @Test
  void triesAgain_untilTheStoreIsBack() throws Exception {
    store().failure = new DataAccessResourceFailureException("away");
    send("a");
    send("b");
    await().atMost(LIMIT).until(() -> store().attempts.get() >= 3);
    assertThat(count("received")).isZero();

    store().failure = null;

    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("received")).isEqualTo(2));
    assertThat(store().keys()).containsExactlyInAnyOrder("a", "b");
    assertThat(count("handled")).isEqualTo(2);
    assertThat(readiness()).isEqualTo(200);
  }

  @Test
  void waitsWithItsPartitions_whileTheDatabaseIsAway() throws Exception {
    send("before");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("handled")).isEqualTo(1));
    Set<String> members = membersWithPartitions();
    assertThat(readiness()).isEqualTo(200);

    ListAppender<ILoggingEvent> log = logOf("dev.barometer.starter.fact.FailurePolicy");
    database.shutdownNow();
    send("a");

    await().atMost(LIMIT).until(() -> attemptsIn(log).size() >= 4);
    List<Instant> at = attemptsIn(log);
    assertThat(Duration.between(at.get(2), at.get(3)))
        .as("pauses grow")
        .isGreaterThan(Duration.between(at.get(0), at.get(1)));
    assertThat(readiness()).isEqualTo(503);
    assertThat(membersWithPartitions()).isEqualTo(members);
    assertThat(count("received")).isEqualTo(1);
    assertThat(count("dead-lettered")).isZero();
    assertThat(deadLettersSoFar()).isZero();

    database = new MongoServer(new MemoryBackend());
    database.bind("localhost", databasePort);

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(store().keys())
                    .as("the new one was empty: all is read again")
                    .contains("a")
                    .filteredOn("before"::equals)
                    .hasSize(2));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    assertThat(deadLettersSoFar()).isZero();
  }

  @Test
  void triesAgainAndSaysSo_whenTheFailureIsUnknown() {
    ListAppender<ILoggingEvent> log = logOf("dev.barometer.starter.fact.FailurePolicy");
    store().failure = new IllegalStateException("never seen before");
    sendTo(2, "a");

    await().atMost(LIMIT).until(() -> store().attempts.get() >= 4);
    List<Instant> at = store().attemptedAt;
    assertThat(Duration.between(at.get(2), at.get(3)))
        .as("pauses grow")
        .isGreaterThan(Duration.between(at.get(0), at.get(1)));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(503));
    assertThat(health("liveness")).isEqualTo(200);
    assertThat(count("received")).isZero();
    assertThat(position()).isZero();
    List<ILoggingEvent> errors =
        log.list.stream().filter(line -> line.getLevel() == Level.ERROR).toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getFormattedMessage())
        .isEqualTo("Failed, and is tried again: topic barometer.responses, partition 2, offset 0");
    assertThat(log.list)
        .noneMatch(line -> line.getFormattedMessage().contains("never seen before"))
        .noneMatch(
            line ->
                line.getThrowableProxy() != null
                    && line.getThrowableProxy().getMessage().contains("never seen before"));

    store().failure = null;

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
    assertThat(count("received")).isEqualTo(1);
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void endsTheProcess_whenTheUnknownDoesNotHeal() {
    service.close();
    service = start(Map.of("barometer.patience", "2s"));
    store().failure = new IllegalStateException("never seen before");

    send("a");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(ending().reasons).isNotEmpty());
    assertThat(health("liveness")).isEqualTo(503);
    assertThat(ending().reasons.get(0))
        .startsWith("barometer.responses has failed for ")
        .endsWith("last with java.lang.IllegalStateException");
    assertThat(count("received")).isZero();
  }

  @Test
  void staysAlive_whenTheStoreIsAwayForLongerThanThat() {
    service.close();
    service = start(Map.of("barometer.patience", "1s"));
    store().failure = new DataAccessResourceFailureException("away");
    send("a");

    await().atMost(LIMIT).until(() -> store().attempts.get() >= 4);

    assertThat(health("liveness")).isEqualTo(200);
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void joinsAgain_whenItsGroupWentOnWithoutIt() {
    service.close();
    service =
        start(
            Map.of(
                "spring.kafka.consumer.properties.max.poll.interval.ms", "2000",
                "spring.kafka.consumer.properties.request.timeout.ms", "10000"));
    for (int round = 1; round <= 2; round++) {
      String inTheBatch = "in the batch " + round;
      String after = "after it " + round;
      await().atMost(LIMIT).until(() -> membersWithPartitions().size() == 3);
      store().first = () -> await().atMost(LIMIT).until(() -> membersWithPartitions().isEmpty());
      sendTo(0, inTheBatch);
      await().atMost(LIMIT).until(() -> store().keys().contains(inTheBatch));
      store().first = () -> {};

      sendTo(0, after);

      await().atMost(LIMIT).until(() -> store().keys().contains(after));
      await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
    }
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void readsOn_whenAnErrorEndedTheReader() {
    AtomicBoolean struck = new AtomicBoolean();
    store().first =
        () -> {
          if (struck.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("gone");
          }
        };

    send("a");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
  }

  private static List<Instant> attemptsIn(ListAppender<ILoggingEvent> log) {
    return log.list.stream()
        .filter(line -> line.getFormattedMessage().matches("Attempt \\d+ failed: .*"))
        .map(ILoggingEvent::getInstant)
        .toList();
  }

  private static ListAppender<ILoggingEvent> logOf(String name) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    ((Logger) LoggerFactory.getLogger(name)).addAppender(lines);
    return lines;
  }

  /** Who holds which partitions: a group that loses them assigns them anew to other members. */
  private static Set<String> membersWithPartitions() throws Exception {
    try (Admin admin = admin()) {
      Set<String> members = new TreeSet<>();
      admin
          .describeConsumerGroups(List.of("trial-service"))
          .all()
          .get()
          .get("trial-service")
          .members()
          .forEach(
              member ->
                  member
                      .assignment()
                      .topicPartitions()
                      .forEach(partition -> members.add(member.consumerId() + " " + partition)));
      return members;
    }
  }

  private static long deadLettersSoFar() throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      IntStream.range(0, 3)
          .forEach(i -> ends.put(new TopicPartition(DEAD_LETTERS, i), OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  @Test
  void saysSo_whenAnUnknownFailureFollowsAnOutage() {
    store().failure = new DataAccessResourceFailureException("away");
    send("a");
    await().atMost(LIMIT).until(() -> store().attempts.get() >= 2);
    assertThat(readiness()).isEqualTo(200);
    store().failure = new IllegalStateException("never seen before");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(readiness()).isEqualTo(503));
    assertThat(count("received")).isZero();
  }

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

  private TrialApplication.Ending ending() {
    return service.getBean(TrialApplication.Ending.class);
  }

  private TrialApplication.Store store() {
    return service.getBean(TrialApplication.Store.class);
  }

  private int count(String what) {
    return (int)
        service.getBean(MeterRegistry.class).find("barometer.facts." + what).counters().stream()
            .mapToDouble(counter -> counter.count())
            .sum();
  }

  private void send(String id) {
    sendBytes(id, FactJson.write(responseWithNps(id, 9)));
  }

  private void sendTo(int partition, String id) {
    producer.send(
        new ProducerRecord<>(
            Topics.RESPONSES,
            partition,
            id.getBytes(UTF_8),
            FactJson.write(responseWithNps(id, 9))));
  }

  private void sendBytes(String key, byte[] value) {
    producer.send(new ProducerRecord<>(Topics.RESPONSES, key.getBytes(UTF_8), value));
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(int wanted) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, 3).mapToObj(i -> new TopicPartition(DEAD_LETTERS, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(deadLetters::add);
                return deadLetters.size() >= wanted;
              });
    }
    return deadLetters;
  }

  private int readiness() {
    return health("readiness");
  }

  private int health(String group) {
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
  private long position() {
    long[] next = new long[1];
    positions(
        collection -> {
          Document found = collection.find(Filters.eq("_id", FIRST_PARTITION)).first();
          next[0] = found == null ? 0 : found.get("next", Number.class).longValue();
        });
    return next[0];
  }

  private void setPosition(long next) {
    positions(
        collection ->
            collection.updateOne(Filters.eq("_id", FIRST_PARTITION), Updates.set("next", next)));
  }

  private void positions(Consumer<MongoCollection<Document>> use) {
    try (MongoClient client = MongoClients.create(databaseUri)) {
      use.accept(client.getDatabase("trial").getCollection("positions"));
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void deleteTopics() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      await().atMost(LIMIT).until(() -> admin.listTopics().names().get().isEmpty());
    }
  }
}
