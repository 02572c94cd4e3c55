package dev.barometer.starter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.starter.trial.TrialApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.kstream.KStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Readiness follows the streams; liveness does not: starting again would meet the same record. */
class StreamHealthIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  @TempDir private static Path state;

  @Configuration
  static class Poisoned {
    @Bean
    Consumer<KStream<byte[], byte[]>> readUntilPoison() {
      return stream ->
          stream.foreach(
              (key, value) -> {
                if (new String(value, UTF_8).equals("poison")) {
                  throw new IllegalStateException("never seen before");
                }
              });
    }
  }

  @Test
  void isNotReady_whenAStreamHasStopped() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.atFreePorts(folder, Map.of()).start();
        ConfigurableApplicationContext service = start(broker)) {
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(health(service, "readiness")).isEqualTo(200));

      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        producer.send(
            new ProducerRecord<>(Topics.TICKETS, "k".getBytes(UTF_8), "poison".getBytes(UTF_8)));
      }

      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(health(service, "readiness")).isEqualTo(503));
      assertThat(health(service, "liveness")).isEqualTo(200);
    }
  }

  private static ConfigurableApplicationContext start(EmbeddedBroker broker) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.config.name", "trial-service");
    settings.put("server.port", "0");
    settings.put("barometer.topics.partitions", "1");
    settings.put("barometer.api-token", TrialApplication.TOKEN);
    settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
    settings.put("spring.cloud.function.definition", "readUntilPoison");
    settings.put("spring.cloud.stream.bindings.readUntilPoison-in-0.destination", Topics.TICKETS);
    String binder = "spring.cloud.stream.kafka.streams.binder.";
    settings.put(binder + "functions.readUntilPoison.applicationId", "trial-stream");
    settings.put(binder + "configuration.state.dir", state.toString());
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

  private static int health(ConfigurableApplicationContext service, String group) throws Exception {
    String port = service.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
