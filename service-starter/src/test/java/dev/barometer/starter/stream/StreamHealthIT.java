package dev.barometer.starter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.starter.trial.TrialApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A stream never stops for good: it is tried again, healed, or ends its process. */
class StreamHealthIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;

  @TempDir private Path state;
  private ConfigurableApplicationContext service;

  @Configuration
  static class Poisoned {
    private static final Map<String, Long> COUNTS = new ConcurrentHashMap<>();
    private static volatile boolean cured;

    @Bean
    Consumer<KStream<byte[], byte[]>> countUntilPoison() {
      return stream ->
          stream
              .peek(
                  (key, value) -> {
                    if (!cured && new String(value, UTF_8).equals("poison")) {
                      throw new IllegalStateException("never seen before");
                    }
                  })
              .groupByKey()
              .count(Materialized.as("counts"))
              .toStream()
              .foreach((key, count) -> COUNTS.put(new String(key, UTF_8), count));
    }
  }

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.atFreePorts(folder, Map.of()).start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void reset() {
    Poisoned.COUNTS.clear();
    Poisoned.cured = false;
  }

  @AfterEach
  void stopService() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void goesOn_whenWhatFailedIsCured() {
    service = start("cured", "5m");
    awaitHealth("readiness", 200);
    send("cured", "poison");

    awaitHealth("readiness", 503);
    assertThat(health("liveness")).isEqualTo(200);
    assertThat(Poisoned.COUNTS).doesNotContainKey("cured");

    Poisoned.cured = true;
    await().atMost(LIMIT).untilAsserted(() -> assertThat(Poisoned.COUNTS).containsKey("cured"));
    awaitHealth("readiness", 200);
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void endsTheProcess_whenItDoesNotHeal() {
    service = start("ended", "2s");
    awaitHealth("readiness", 200);
    send("ended", "poison");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(ending().reasons).isNotEmpty());
    assertThat(ending().reasons.get(0))
        .startsWith("ended has failed for ")
        .endsWith("last with java.lang.IllegalStateException");
    awaitHealth("liveness", 503);
    Poisoned.cured = true;
  }

  @Test
  void setsItsStateAsideAndRestoresIt_whenThatCannotBeOpened() throws Exception {
    Poisoned.cured = true;
    service = start("damaged", "5m");
    send("restored", "1");
    await().atMost(LIMIT).until(() -> Poisoned.COUNTS.getOrDefault("restored", 0L) == 1);
    service.close();
    Path task = state.resolve("damaged").resolve("0_0");
    Files.writeString(task.resolve("rocksdb/counts/CURRENT"), "not the name of a manifest");

    service = start("damaged", "5m");
    send("restored", "2");

    await().atMost(LIMIT).until(() -> Poisoned.COUNTS.getOrDefault("restored", 0L) == 2);
    awaitHealth("readiness", 200);
    assertThat(task.resolve("rocksdb/counts/CURRENT")).exists();
    assertThat(new TaskFolders(task.getParent()).aside())
        .singleElement()
        .satisfies(
            aside ->
                assertThat(aside.resolve("rocksdb/counts/CURRENT"))
                    .hasContent("not the name of a manifest"));
  }

  private static void send(String key, String value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(Topics.TICKETS, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }
  }

  private TrialApplication.Ending ending() {
    return service.getBean(TrialApplication.Ending.class);
  }

  private ConfigurableApplicationContext start(String applicationId, String patience) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.config.name", "trial-service");
    settings.put("server.port", "0");
    settings.put("barometer.patience", patience);
    settings.put("barometer.topics.partitions", "1");
    settings.put("barometer.api-token", TrialApplication.TOKEN);
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.cloud.function.definition", "countUntilPoison");
    settings.put("spring.cloud.stream.bindings.countUntilPoison-in-0.destination", Topics.TICKETS);
    String binder = "spring.cloud.stream.kafka.streams.binder.";
    settings.put(binder + "functions.countUntilPoison.applicationId", applicationId);
    settings.put(binder + "configuration.state.dir", state.toString());
    settings.put(binder + "configuration.commit.interval.ms", "100");
    settings.put(
        binder + "configuration.default.key.serde",
        "org.apache.kafka.common.serialization.Serdes$ByteArraySerde");
    settings.put(
        binder + "configuration.default.value.serde",
        "org.apache.kafka.common.serialization.Serdes$ByteArraySerde");
    return new SpringApplicationBuilder(TrialApplication.class, Poisoned.class)
        .properties(settings)
        .run();
  }

  private void awaitHealth(String group, int status) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health(group)).isEqualTo(status));
  }

  private int health(String group) {
    String port = service.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
