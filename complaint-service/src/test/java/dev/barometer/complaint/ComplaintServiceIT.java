package dev.barometer.complaint;

import static dev.barometer.complaint.ResponseFixtures.MONDAY;
import static dev.barometer.complaint.ResponseFixtures.nps;
import static dev.barometer.complaint.ResponseFixtures.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service between a real broker and a database in this process. */
class ComplaintServiceIT {
  private static final String DEAD_LETTERS =
      Topics.deadLettersOf(Topics.RESPONSES, "complaint-service");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path directory;

  private static final MongoServer DATABASE = new MongoServer(new MemoryBackend());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static EmbeddedBroker broker;
  private static ConfigurableApplicationContext service;
  private static KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.atFreePorts(directory.resolve("kafka"), Map.of()).start();
    service =
        new SpringApplicationBuilder(ComplaintServiceApplication.class)
            .run(
                "--spring.config.name=complaint-service",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.mongodb.uri="
                    + DATABASE.bindAndGetConnectionString()
                    + "/barometer_complaint",
                "--barometer.topics.partitions=1",
                "--barometer.signing-key=" + sha256("services"),
                "--barometer.tokens[0].name=agent",
                "--barometer.tokens[0].role=agent",
                "--barometer.tokens[0].hash=" + sha256("agent-token"),
                "--barometer.tokens[1].name=viewer",
                "--barometer.tokens[1].role=viewer",
                "--barometer.tokens[1].hash=" + sha256("viewer-token"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    service.close();
    DATABASE.shutdownNow();
    broker.close();
  }

  @Test
  void tellsOfTheCase_whenAResponseEscalates() throws Exception {
    send(response("good-1", 1, "INC1", "u-1", MONDAY, nps(2)));

    ConsumerRecord<String, byte[]> record =
        await().atMost(LIMIT).until(() -> told("u-1"), r -> r.size() == 1).get(0);
    var complaint = FactJson.read(record.value(), Complaint.class);
    assertThat(record.key()).isEqualTo(complaint.complaintId());
    assertThat(header(record, "ce_id")).isEqualTo(complaint.complaintId() + "-1");
    assertThat(header(record, "ce_type")).isEqualTo(EventTypes.COMPLAINT_OPENED);
    assertThat(complaint.severity()).isEqualTo("severe");

    HttpResponse<String> shown = get("/api/complaints/" + record.key(), "agent-token");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<String>read(shown.body(), "$.evidence[0].responseId")).isEqualTo("good-1");
  }

  @Test
  void readsOn_whenRecordsBetweenGoodOnesAreBad() throws Exception {
    double received = counted("received");
    double handled = counted("handled");

    send(response("sandwich-1", 1, "INC2", "u-2", MONDAY, nps(1)));
    producer.send(new ProducerRecord<>(Topics.RESPONSES, "sandwich-2", "no json".getBytes(UTF_8)));
    send(response("sandwich-3", 1, "INC2", "u-2", MONDAY, nps(11)));
    send(response("sandwich-4", 1, "INC3", "u-2", MONDAY, nps(1)));

    await().atMost(LIMIT).untilAsserted(() -> assertThat(told("u-2")).hasSize(2));
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(counted("received") - received).isEqualTo(4));
    assertThat(counted("handled") - handled).isEqualTo(2);
    assertThat(records(DEAD_LETTERS))
        .extracting(ConsumerRecord::key)
        .containsExactly("sandwich-2", "sandwich-3");
  }

  @Test
  void tellsOnce_whenTheResponseIsReadTwice() throws Exception {
    double duplicates = counted("duplicate");

    send(response("repeat-1", 1, "INC4", "u-4", MONDAY, nps(1)));
    send(response("repeat-1", 1, "INC4", "u-4", MONDAY, nps(1)));
    send(response("repeat-2", 1, "INC5", "u-4", MONDAY, nps(1)));

    await().atMost(LIMIT).untilAsserted(() -> assertThat(told("u-4")).hasSize(2));
    assertThat(told("u-4")).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(counted("duplicate") - duplicates).isEqualTo(1));
  }

  @Test
  void letsPeopleWorkOn_whileTheBrokerIsAway_andTellsAllOfItInItsOrder() throws Exception {
    send(response("away-1", 1, "INC7", "u-7", MONDAY, nps(1)));
    String id = await().atMost(LIMIT).until(() -> told("u-7"), r -> r.size() == 1).get(0).key();
    broker.close();
    try {
      move(id, "acknowledge", "{}");
      move(id, "assess", "{\"severity\":\"normal\",\"kind\":\"complaint\"}");
      move(id, "investigate", "{}");
      move(id, "note", "{\"text\":\"The broker is away.\"}");
      move(id, "respond", "{\"message\":\"We are sorry.\",\"formal\":true}");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(get("/actuator/health", null).statusCode()).isEqualTo(503));
    } finally {
      broker.start();
    }

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(told("u-7"))
                    .extracting(record -> FactJson.read(record.value(), Complaint.class).revision())
                    .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, revision(id)).boxed().toList())
                    .hasSizeGreaterThan(5));
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200));
  }

  private static int revision(String id) throws Exception {
    return JsonPath.read(get("/api/complaints/" + id, "agent-token").body(), "$.revision");
  }

  private static void move(String id, String move, String body) throws Exception {
    assertThat(post("/api/complaints/" + id + "/" + move, "agent-token", body))
        .as(move)
        .isEqualTo(200);
  }

  @Test
  void letsOnlyAgentsSeeCases() throws Exception {
    assertThat(get("/api/complaints", null).statusCode()).isEqualTo(401);
    assertThat(get("/api/complaints", "viewer-token").statusCode()).isEqualTo(403);
    assertThat(get("/api/complaints", "agent-token").statusCode()).isEqualTo(200);
  }

  @Test
  void describesItself() throws Exception {
    HttpResponse<String> openApi = get("/v3/api-docs", "viewer-token");

    assertThat(openApi.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Map<String, Object>>read(openApi.body(), "$.paths"))
        .containsKeys("/api/complaints", "/api/complaints/{id}", "/api/complaints/{id}/close");
  }

  @Test
  void isWell() throws Exception {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200));
  }

  private static void send(Response response) throws Exception {
    var record =
        new ProducerRecord<>(Topics.RESPONSES, response.responseId(), FactJson.write(response));
    KafkaEvents.write(
        record.headers(),
        response.responseId() + "-" + response.revision(),
        "/barometer/survey-service",
        EventTypes.RESPONSE_SUBMITTED,
        response.submittedAt());
    producer.send(record).get();
  }

  /** What the topic says of a person's cases. */
  private static List<ConsumerRecord<String, byte[]>> told(String personId) {
    return records(Topics.COMPLAINTS).stream()
        .filter(record -> isOf(FactJson.read(record.value(), Complaint.class), personId))
        .toList();
  }

  private static boolean isOf(Complaint complaint, String personId) {
    return complaint.person() != null && complaint.person().id().equals(personId);
  }

  private static List<ConsumerRecord<String, byte[]>> records(String topic) {
    var partition = new TopicPartition(topic, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (consumer.position(partition) < end) {
        records.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
      }
      return records;
    }
  }

  private static double counted(String what) {
    return service
        .getBean(MeterRegistry.class)
        .get("barometer.facts." + what)
        .tag("consumer", Topics.RESPONSES)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void letsNobodyMoveACase_whoIsNoAgent() throws Exception {
    for (String path :
        List.of(
            "",
            "/C-1/acknowledge",
            "/C-1/assess",
            "/C-1/assign",
            "/C-1/note",
            "/C-1/message",
            "/C-1/investigate",
            "/C-1/wait",
            "/C-1/resume",
            "/C-1/respond",
            "/C-1/close",
            "/C-1/withdraw",
            "/C-1/reopen",
            "/C-1/merge",
            "/C-1/split",
            "/C-1/review")) {
      assertThat(post("/api/complaints" + path, null)).as(path).isIn(401, 403);
      assertThat(post("/api/complaints" + path, "viewer-token")).as(path).isEqualTo(403);
    }
    assertThat(get("/api/complaints/C-1", "viewer-token").statusCode()).isEqualTo(403);
  }

  private static int post(String path, String token) throws Exception {
    return post(path, token, "{}");
  }

  private static int post(String path, String token, String body) throws Exception {
    var request = request(path, token).header("Content-Type", "application/json");
    return HTTP.send(
            request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return HTTP.send(request(path, token).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String token) {
    String port = service.getEnvironment().getProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static String sha256(String token) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
