package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** Facts and records as they come, with fixed instants. */
public final class FactFixtures {
  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private FactFixtures() {}

  public static Ticket ticket(String id, long revision) {
    return Ticket.builder(id)
        .revision(revision)
        .status(Ticket.OPEN)
        .type("incident")
        .subject("Cannot print")
        .openedAt(Instant.parse("2016-02-29T01:16:00Z"))
        .build();
  }

  public static Response responseWithNps(String id, int value) {
    return Response.builder(id)
        .revision(1)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .submittedAt(Instant.parse("2026-11-22T09:00:00Z"))
        .channel("api")
        .locale("en")
        .answers(List.of(new Answer("recommend", "nps", "0-10", value, null, null)))
        .build();
  }

  static Outgoing outgoing(String topic, Response response) {
    return new Outgoing(
        topic,
        response.responseId(),
        response,
        "event-" + response.responseId(),
        "/barometer/survey-service",
        "dev.barometer.response.submitted",
        NOW);
  }

  static ConsumerRecord<byte[], byte[]> good(long offset, String id) {
    return record(offset, id, FactJson.write(responseWithNps(id, 9)));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
    return new ConsumerRecord<>(Topics.RESPONSES, 2, offset, key.getBytes(UTF_8), value);
  }

  public static KafkaTemplate<byte[], byte[]> templateOf(MockProducer<byte[], byte[]> producer) {
    return new KafkaTemplate<>(new MockProducerFactory<>(() -> producer));
  }

  public static MockProducer<byte[], byte[]> producer(boolean acknowledging) {
    return new MockProducer<>(
        acknowledging, null, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void close() {
        // The template closes after each send; the real factory's producers stay open.
      }

      @Override
      public void close(Duration timeout) {
        close();
      }
    };
  }
}
