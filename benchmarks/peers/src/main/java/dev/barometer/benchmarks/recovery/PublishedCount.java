package dev.barometer.benchmarks.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.harness.CommittedRecords;
import dev.barometer.benchmarks.harness.WrongResultException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The count and the NPS of all that a peer published last, as a reader of committed records sees
 * it.
 */
final class PublishedCount implements AutoCloseable {
  private static final double CLOSE_ENOUGH = 1e-9;

  private final KafkaConsumer<String, byte[]> consumer;
  private boolean mayNotShrink;
  private long n;
  private double nps;

  /** Sees what is published from now on. */
  PublishedCount(String bootstrapServers, String topic) {
    consumer = CommittedRecords.fromNowOn(bootstrapServers, List.of(topic));
  }

  /** From now on only new responses come: a smaller count is a wrong one. */
  void begin() {
    mayNotShrink = true;
  }

  /** Reads on, and returns the count. */
  long read() throws WrongResultException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
      String[] parts = new String(record.value(), UTF_8).split(";");
      long count = Long.parseLong(parts[1]);
      if (mayNotShrink && count < n) {
        throw new WrongResultException("after " + n + " responses came " + count);
      }
      n = count;
      nps = Double.parseDouble(parts[2]);
    }
    return n;
  }

  boolean equalsCount(RatedCount expected) throws WrongResultException {
    return read() == expected.n() && Math.abs(nps - expected.nps()) < CLOSE_ENOUGH;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
