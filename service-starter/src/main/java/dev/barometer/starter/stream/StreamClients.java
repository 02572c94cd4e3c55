package dev.barometer.starter.stream;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * The clients of a stream, as Kafka Streams makes them, but for one thing. A task whose state was
 * lost is made anew in its place, and remembers that it must go back to the last committed offset;
 * then its thread asks for a rebalance. If one is under way already, the task is made anew once
 * more, forgets it, and what was read since that commit is lost. So a thread that asks for this
 * rebalance gives up all its tasks instead and joins its group as if it were new, as it does when
 * another took its place: then every position is read from the broker.
 */
public final class StreamClients implements KafkaClientSupplier {

  /** As Kafka Streams says why; the build pins its version and a test loses state. */
  private static final String STATE_LOST = "Active tasks corrupted";

  @Override
  public Admin getAdmin(Map<String, Object> settings) {
    return Admin.create(settings);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
    return new StartsAgain(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
    return consumer(settings);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class StartsAgain extends KafkaConsumer<byte[], byte[]> {
    StartsAgain(Map<String, Object> settings) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void enforceRebalance(String reason) {
      if (STATE_LOST.equals(reason)) {
        throw new TaskMigratedException(
            "state was lost", new IllegalStateException("all tasks begin at what was committed"));
      }
      super.enforceRebalance(reason);
    }
  }
}
