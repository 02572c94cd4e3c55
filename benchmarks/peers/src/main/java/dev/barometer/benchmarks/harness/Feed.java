package dev.barometer.benchmarks.harness;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Fills topics so that what was written is seen at one moment: in a transaction that is open while
 * it is written. A contestant must read committed records only; then it finds the whole work, and
 * the writing costs it nothing.
 */
public final class Feed implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;

  public Feed(Broker broker) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "feed",
                "transaction.timeout.ms",
                600_000,
                "linger.ms",
                20,
                "batch.size",
                262_144,
                "buffer.memory",
                67_108_864),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Writes facts that nobody sees yet. */
  public void write(Iterable<Item> items) {
    producer.beginTransaction();
    for (Item item : items) {
      producer.send(new ProducerRecord<>(item.topic(), item.key(), item.value()));
    }
    producer.flush();
  }

  /** From now on all that was written can be read. */
  public void show() {
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  /** A record to be written. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Item(String topic, String key, byte[] value) {}
}
