package dev.barometer.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services are far from their broker: a commit, which takes three trips, lasts longer than what
 * is to be committed takes to do. Prints how much of what waits gets into a transaction, and how
 * long the whole way takes; {@code -Dbarometer.round-trips=5,20,150,1000} tries others.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlowCommitsIT {
  private static final Logger log = LoggerFactory.getLogger(SlowCommitsIT.class);
  private static final int ANSWERS = Integer.getInteger("barometer.answers", 2_000);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String TOKEN = "h4Tz9-uWq2e-Lr7Yd-0mKxV";

  @TempDir private static Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private int nearPort;
  private EmbeddedBroker broker;
  private SlowLink link;
  private EmbeddedDatabase database;
  private Quickstart suite;

  static List<Integer> roundTrips() {
    return Arrays.stream(System.getProperty("barometer.round-trips", "150").split(","))
        .map(Integer::valueOf)
        .toList();
  }

  @BeforeAll
  void start() {
    Ports ports = Ports.free();
    nearPort = ports.broker();
    Ports far = Ports.free();
    int farPort = far.broker();
    int linkPort = far.database();
    broker =
        new EmbeddedBroker(
            folder.resolve("kafka"),
            nearPort,
            ports.controller(),
            Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,FAR://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(nearPort, farPort, ports.controller()),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,FAR://127.0.0.1:%d".formatted(nearPort, linkPort),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,FAR:PLAINTEXT,CONTROLLER:PLAINTEXT"));
    broker.start();
    link = new SlowLink(linkPort, farPort);
    database = EmbeddedDatabase.start(folder.resolve("mongo"), ports.database());
    // Of the ports, the services need only their own here.
    suite =
        Quickstart.startServices(
            Options.withoutSamples(folder.resolve("data"), Ports.free(), TOKEN),
            "127.0.0.1:" + linkPort,
            database::uri);
  }

  @AfterAll
  void stop() {
    link.setRoundTrip(Duration.ZERO);
    suite.close();
    link.close();
    database.close();
    broker.close();
  }

  @ParameterizedTest
  @MethodSource("roundTrips")
  void whatWaitsIsCommittedTogether_howeverLongACommitTakes(int roundTrip) throws Exception {
    assertCommittedTogether("waiting-" + roundTrip, roundTrip, this::write);
  }

  @ParameterizedTest
  @MethodSource("roundTrips")
  void anImportIsCommittedTogether_howeverLongACommitTakes(int roundTrip) throws Exception {
    assertCommittedTogether("imported-" + roundTrip, roundTrip, this::importFile);
  }

  @ParameterizedTest
  @MethodSource("roundTrips")
  void whatWaitsIsScoredTogether_howeverLongACommitTakes(int roundTrip) throws Exception {
    write("original-" + roundTrip);
    await().atMost(LIMIT).until(() -> n("original-" + roundTrip) == ANSWERS);
    link.setRoundTrip(Duration.ofMillis(roundTrip));
    int before = read(Topics.TALLIES).size();
    String source = "scored-" + roundTrip;
    long began = System.nanoTime();

    copyFacts("original-" + roundTrip, source);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> n(source) == ANSWERS);
    double counted = secondsSince(began);

    List<ConsumerRecord<byte[], byte[]>> tallies = read(Topics.TALLIES);
    List<Integer> held = held(tallies.subList(before, tallies.size()));
    log.info(
        "{}: {} answers counted after {} s; {} transactions of tallies",
        source,
        ANSWERS,
        "%.1f".formatted(counted),
        held.size());
    assertThat(held.size()).isLessThanOrEqualTo(ANSWERS / 50);
  }

  /** As if the gate had just let them pass, all at once. */
  private void copyFacts(String from, String to) {
    List<ConsumerRecord<byte[], byte[]>> facts = read(Topics.RESPONSES);
    try (var producer = producer()) {
      for (var fact : facts) {
        String key = new String(fact.key(), UTF_8);
        if (key.startsWith(from)) {
          byte[] value = new String(fact.value(), UTF_8).replace(from, to).getBytes(UTF_8);
          byte[] copied = key.replace(from, to).getBytes(UTF_8);
          producer.send(new ProducerRecord<>(fact.topic(), 0, copied, value, fact.headers()));
        }
      }
    }
  }

  private interface Bringing {
    void bring(String source) throws Exception;
  }

  private void assertCommittedTogether(String source, int roundTrip, Bringing answers)
      throws Exception {
    int before = read(Topics.RESPONSES).size();
    link.setRoundTrip(Duration.ofMillis(roundTrip));
    long began = System.nanoTime();
    answers.bring(source);

    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> read(Topics.RESPONSES).size() == before + ANSWERS);
    double passed = secondsSince(began);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> n(source) == ANSWERS);
    double counted = secondsSince(began);

    List<Integer> held = held(read(Topics.RESPONSES).subList(before, before + ANSWERS));
    log.info(
        "{}: {} answers through the gate after {} s, counted after {} s; {} transactions, of {}",
        source,
        ANSWERS,
        "%.1f".formatted(passed),
        "%.1f".formatted(counted),
        held.size(),
        held);
    // The first and the last may be small: then nothing waited.
    assertThat(held.size()).isLessThanOrEqualTo(ANSWERS / 50);
  }

  private void importFile(String source) throws IOException, InterruptedException {
    String answers =
        IntStream.range(0, ANSWERS)
            .mapToObj(i -> answer(source, source + "-" + i).replace("\n", ""))
            .collect(Collectors.joining("\n"));
    var request =
        HttpRequest.newBuilder(suite.survey().resolve("/api/responses/import"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(answers))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
  }

  private static String answer(String source, String id) {
    return """
        {"responseId":"%s","surveyId":"%s","submittedAt":"2026-11-10T08:00:00Z",
         "answers":[{"questionId":"q","metric":"nps","scale":"0-10","value":9}]}
        """
        .formatted(id, source);
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private void write(String source) {
    try (var producer = producer()) {
      for (int i = 0; i < ANSWERS; i++) {
        String id = source + "-" + i;
        var inbound =
            new ProducerRecord<>(
                Topics.INBOUND_RESPONSES, id.getBytes(UTF_8), answer(source, id).getBytes(UTF_8));
        Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/far",
                "ce_type", "dev.barometer.response.submitted",
                "content-type", "application/json")
            .forEach((name, value) -> inbound.headers().add(name, value.getBytes(UTF_8)));
        producer.send(inbound);
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", near(), "linger.ms", 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** How many records of one partition each transaction holds, ascending: its marker is a gap. */
  private static List<Integer> held(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Integer> held = new ArrayList<>();
    long next = -1;
    for (var record : records) {
      if (record.offset() == next) {
        held.set(held.size() - 1, held.get(held.size() - 1) + 1);
      } else {
        held.add(1);
      }
      next = record.offset() + 1;
    }
    Collections.sort(held);
    return held;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", near(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }

  private String near() {
    return "127.0.0.1:" + nearPort;
  }

  private long n(String source) throws IOException, InterruptedException {
    String scope = URLEncoder.encode("survey:" + source, UTF_8);
    URI score =
        suite.reporting().resolve("/api/scores/nps?from=2026-11-01&to=2026-12-01&scope=" + scope);
    var request = HttpRequest.newBuilder(score).header("Authorization", "Bearer " + TOKEN).build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    var n = Pattern.compile("\"n\":(\\d+)").matcher(answer);
    return n.find() ? Long.parseLong(n.group(1)) : 0;
  }
}
