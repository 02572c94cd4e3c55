package dev.barometer.scoring.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.event.KafkaEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was rebuilt in the place of what was published: with a higher sequence, so that
 * every reader takes it, and keys as scoring places them. Saying it twice is harmless.
 */
final class ReplacementPublisher implements AutoCloseable {
  private static final String SOURCE = "/barometer/scoring-service";

  private final KafkaProducer<String, byte[]> producer;

  ReplacementPublisher(Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Returns when the broker has acknowledged all.
   *
   * @param type of the events
   * @param now decides the sequence; above all published ones, below what the next instance will
   *     publish
   */
  void replace(
      String topic, String type, Comparison comparison, Map<String, Published> rebuilt, Instant now)
      throws ExecutionException, InterruptedException {
    Map<String, Future<RecordMetadata>> sent = new HashMap<>();
    for (Comparison.Difference difference : comparison.differences()) {
      Published right = rebuilt.get(difference.key());
      sent.put(
          difference.key(),
          producer.send(
              record(topic, type, difference.key(), right == null ? null : right.value(), now)));
    }
    producer.flush();
    for (Future<RecordMetadata> each : sent.values()) {
      each.get();
    }
  }

  @SuppressWarnings("NullAway") // a record without a value is a tombstone
  private static ProducerRecord<String, byte[]> record(
      String topic, String type, String key, byte @Nullable [] value, Instant now) {
    long sequence = now.toEpochMilli();
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    KafkaEvents.write(record.headers(), key + "@" + sequence, SOURCE, type, now);
    record.headers().add("ce_sequence", Long.toString(sequence).getBytes(UTF_8));
    return record;
  }

  @Override
  public void close() {
    producer.close();
  }
}
