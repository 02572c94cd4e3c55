package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import dev.barometer.contract.Topics;
import dev.barometer.quickstart.Options;
import dev.barometer.quickstart.Ports;
import dev.barometer.quickstart.Quickstart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import tools.jackson.databind.JsonNode;

/** What the suite tells of itself: traces, ages, and logs that name nobody. */
class ObservabilityIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
  private static final String MARKER = "Zaphod-Beeblebrox";

  @TempDir private static Path data;
  private static HttpServer collector;
  private static final Queue<String> exported = new ConcurrentLinkedQueue<>();
  private static final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private static final Recording recording = new Recording();
  private static Quickstart suite;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    recording.setContext(root.getLoggerContext());
    recording.start();
    root.addAppender(recording);
    ((Logger) LoggerFactory.getLogger("dev.barometer")).setLevel(Level.INFO);
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exported.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    suite =
        Quickstart.start(
            new Options(
                data,
                Ports.free(),
                false,
                InProcessStack.TOKEN,
                Map.of(
                    "barometer.tracing.endpoint",
                    endpoint,
                    "management.opentelemetry.tracing.export.otlp.compression",
                    "none")));
  }

  @AfterAll
  static void stop() {
    suite.close();
    collector.stop(0);
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(recording);
    ((Logger) LoggerFactory.getLogger("dev.barometer")).setLevel(null);
  }

  @Test
  void carriesATrace_fromTheCallToTheReadModel() throws Exception {
    HttpRequest call =
        request("/api/responses")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(response("traced", "fine")))
            .build();
    assertThat(http.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(201);

    ConsumerRecord<byte[], byte[]> fact = read(Topics.RESPONSES, "traced");
    assertThat(new String(fact.headers().lastHeader("traceparent").value(), UTF_8)).contains(TRACE);
    Suite.eventually().untilAsserted(() -> assertThat(exportedBy("survey-service")).isTrue());
    Suite.eventually().untilAsserted(() -> assertThat(exportedBy("complaint-service")).isTrue());
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(exported)
                    .as("the read of the tallies that the answer changed")
                    .anyMatch(
                        spans ->
                            isInTrace(spans, "reporting-service")
                                && spans.contains("barometer.tallies read")));
  }

  @Test
  void tellsHowOldWhatItStoresIs_toAScrapeWithAToken() throws Exception {
    post("/api/responses", "application/json", response("aged", "fine"));

    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(metrics())
                    .containsPattern(
                        "barometer_freshness_seconds_count\\{[^}]*consumer=\"barometer.tallies\"[^}]*}"
                            + " [1-9]")
                    .contains("barometer_freshness_seconds_bucket{"));
  }

  /** The binder's gauges can lock a stop out for ever: they must not come back unnoticed. */
  @Test
  void tellsTheLagOfItsClients_withoutTheBindersGauges() {
    Suite.eventually()
        .untilAsserted(
            () ->
                assertThat(metrics())
                    .contains("kafka_consumer_fetch_manager_records_lag_max{")
                    .doesNotContain("spring_cloud_stream_binder_kafka_offset"));
  }

  /** Before, a score kept its fresh look while the reader of tallies stood still. */
  @Test
  void saysThatAScoreIsOld_whileAReaderStandsStill() throws Exception {
    post("/api/responses", "application/json", response("before-it-stands", "fine"));
    awaitComplete();
    var readers =
        suite.contexts().get("reporting-service").getBean(BindingsLifecycleController.class);
    readers.changeState("projectTallies-in-0", State.STOPPED);
    try {
      post("/api/responses", "application/json", response("while-it-stands", "fine"));
      Instant accepted = Instant.now();
      Suite.eventually().until(() -> rolling().get("n").asLong() == score().get("n").asLong() + 1);

      Suite.eventually().until(() -> !score().get("complete").asBoolean());
      JsonNode old = score();
      assertThat(Instant.parse(old.get("asOf").asString())).isBefore(accepted);
      Suite.eventually()
          .untilAsserted(
              () -> {
                JsonNode rolling = rolling();
                assertThat(rolling.get("complete").asBoolean()).isTrue();
                assertThat(Instant.parse(rolling.get("asOf").asString())).isAfter(accepted);
              });
      assertThat(get(suite.reporting(), "/actuator/health/readiness").statusCode())
          .as("who lags can be asked")
          .isEqualTo(200);
      JsonNode stage =
          Suite.JSON
              .readTree(get(suite.reporting(), "/actuator/health").body())
              .at("/components/progress/details/stages/tallies");
      assertThat(stage.get("records").asLong()).isPositive();
    } finally {
      readers.changeState("projectTallies-in-0", State.STARTED);
    }

    awaitComplete();
    assertThat(score().get("n")).isEqualTo(rolling().get("n"));
  }

  /** Each name in the rules of the alerts, and in the panels of the age, is that of a meter. */
  @Test
  void tellsEveryMeterThatTheAlertsAndTheDashboardAskFor() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", suite.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      send(producer, Topics.INBOUND_TICKETS, "unreadable");
    }
    String asked =
        Files.readString(DEPLOY.resolve("prometheus/rules.yml"))
            + Files.readString(DEPLOY.resolve("grafana/dashboards/operation.json"));
    Set<String> names =
        Pattern.compile(
                "(barometer_progress|barometer_dead|barometer_cases|kafka_stream|process)_[a-z_]+")
            .matcher(asked)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Files.readString(DEPLOY.resolve("prometheus/prometheus.yml"))).contains("rules.yml");
    assertThat(names).contains("barometer_progress_age_seconds", "barometer_progress_lag");
    Suite.eventually()
        .untilAsserted(
            () -> {
              String told =
                  metrics(suite.reporting())
                      + metrics(suite.scoring())
                      + metrics(suite.complaint());
              assertThat(names)
                  .allMatch(
                      name -> told.contains("\n" + name + "{") || told.contains("\n" + name + " "));
            });
  }

  @Test
  void tellsEveryMeterThatTheDashboardOfAskingAsksFor() throws Exception {
    Set<String> names = namesOf("asking.json");

    assertThat(names)
        .contains("barometer_invitations_decided_total", "barometer_invitations_changed_total")
        .hasSizeGreaterThan(12);
    tells(suite.survey(), names);
  }

  @Test
  void tellsEveryMeterThatTheDashboardOfComplaintsAsksFor() throws Exception {
    Set<String> names = namesOf("complaints.json");

    assertThat(names)
        .contains("barometer_cases_struck_total", "barometer_cases_open")
        .hasSizeGreaterThan(10);
    tells(suite.complaint(), names);
  }

  private static Set<String> namesOf(String file) throws Exception {
    JsonNode board =
        Suite.JSON.readTree(Files.readString(DEPLOY.resolve("grafana/dashboards").resolve(file)));
    Set<String> names = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : board.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      for (JsonNode target : panel.get("targets")) {
        Pattern.compile("barometer_[a-z_]+")
            .matcher(target.get("expr").asString())
            .results()
            .map(MatchResult::group)
            .forEach(names::add);
      }
    }
    return names;
  }

  /**
   * All that a dashboard asks for; but for those of a kind of thing that is done, which are there
   * from the first of it on.
   */
  private void tells(URI service, Set<String> asked) {
    Set<String> names = new TreeSet<>(asked);
    names.removeAll(
        Set.of(
            "barometer_outbox_tried_total",
            "barometer_timetable_late_seconds_max",
            "barometer_timetable_done_total",
            "barometer_timetable_failed_total",
            "barometer_timetable_put_aside_total"));
    Suite.eventually()
        .untilAsserted(
            () -> {
              String told = metrics(service);
              assertThat(names)
                  .allMatch(
                      name -> told.contains("\n" + name + "{") || told.contains("\n" + name + " "));
            });
  }

  private void awaitComplete() {
    Suite.eventually().until(() -> score().get("complete").asBoolean());
  }

  private JsonNode score() throws Exception {
    return Suite.JSON.readTree(
        get(suite.reporting(), "/api/scores/nps?scope=team:Mail%20desk").body());
  }

  private JsonNode rolling() throws Exception {
    return Suite.JSON.readTree(
        get(suite.scoring(), "/api/rolling/nps?scope=team:Mail%20desk").body());
  }

  private HttpResponse<String> get(URI service, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(service.resolve(path))
            .header("Authorization", "Bearer " + InProcessStack.TOKEN)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void namesNobodyInItsLogs() throws Exception {
    String json = "application/json";
    String bad =
        response(MARKER + "-bad", MARKER).replace("\"value\":2", "\"value\":\"" + MARKER + "\"");
    post("/api/responses", json, response(MARKER + "-good", MARKER));
    post("/api/responses", json, response(MARKER + "-good", MARKER + " again"));
    post("/api/responses", json, bad);
    post("/api/responses", json, "{\"" + MARKER);
    post("/api/responses", "text/" + MARKER, MARKER);
    post("/api/" + MARKER, json, MARKER);
    post("/api/responses/import", "text/csv", MARKER);
    post("/api/responses/import?mapping=" + MARKER, "text/csv", MARKER);
    post("/api/tickets/events", "application/cloudevents+json", "{\"id\":\"" + MARKER + "\"}");
    http.send(request("/api/responses/" + MARKER).DELETE().build(), BodyHandlers.discarding());
    http.send(
        HttpRequest.newBuilder(suite.survey().resolve("/api/responses"))
            .header("Authorization", "Bearer " + MARKER)
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.discarding());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", suite.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String topic :
          List.of(
              Topics.INBOUND_RESPONSES,
              Topics.INBOUND_TICKETS,
              Topics.RESPONSES,
              Topics.TICKETS,
              Topics.COMPLAINTS,
              Topics.TALLIES)) {
        send(producer, topic, MARKER);
        send(producer, topic, "{\"responseId\":\"" + MARKER + "\"}");
        send(producer, topic, bad);
      }
      send(producer, Topics.INBOUND_RESPONSES, response(MARKER, MARKER));
    }
    post("/api/responses", json, response("after-all", "fine"));

    Suite.eventually().untilAsserted(() -> assertThat(metrics()).contains("reason=\"unreadable\""));
    assertThat(read(Topics.RESPONSES, "after-all")).isNotNull();
    assertThat(logged).noneMatch(line -> line.contains(MARKER) || line.contains("Beeblebrox"));
    assertThat(logged).noneMatch(line -> line.contains(InProcessStack.TOKEN));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String value) {
    producer.send(new ProducerRecord<>(topic, MARKER.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private static String response(String id, String comment) {
    return """
           {"responseId":"%s","submittedAt":"%s","respondent":{"id":"%s@example.org"},
            "context":{"team":"Mail desk"},
            "answers":[{"questionId":"recommend","metric":"nps","scale":"0-10","value":2},
                       {"questionId":"why","text":"%s"}]}"""
        .formatted(id, Instant.now().minusSeconds(60), MARKER, comment);
  }

  private static boolean exportedBy(String service) {
    return exported.stream().anyMatch(spans -> isInTrace(spans, service));
  }

  /** The trace's id is sixteen bytes in OTLP's protobuf form. */
  private static boolean isInTrace(String spans, String service) {
    String id = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
    return spans.contains(id) && spans.contains(service);
  }

  private String metrics() throws Exception {
    return metrics(suite.reporting());
  }

  private String metrics(URI service) throws Exception {
    HttpResponse<String> scrape = get(service, "/actuator/prometheus");
    assertThat(scrape.statusCode()).isEqualTo(200);
    return scrape.body();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(suite.survey().resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + InProcessStack.TOKEN);
  }

  private void post(String path, String type, String body) throws Exception {
    http.send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.discarding());
  }

  private static ConsumerRecord<byte[], byte[]> read(String topic, String key) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", suite.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Queue<ConsumerRecord<byte[], byte[]>> found = new ConcurrentLinkedQueue<>();
      Suite.eventually()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (new String(record.key(), UTF_8).equals(key)) {
                            found.add(record);
                          }
                        });
                return !found.isEmpty();
              });
      return found.element();
    }
  }

  /** Everything that is logged, with all that a failure says. */
  private static final class Recording extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      StringBuilder line = new StringBuilder(event.getFormattedMessage());
      for (IThrowableProxy failure = event.getThrowableProxy();
          failure != null;
          failure = failure.getCause()) {
        line.append('|').append(failure.getMessage());
      }
      logged.add(line.toString());
    }
  }
}
