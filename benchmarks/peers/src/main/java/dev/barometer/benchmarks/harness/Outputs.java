package dev.barometer.benchmarks.harness;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads what a contestant writes, committed records only, until it has said what is right. */
public final class Outputs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  /** So long after the last record the check is asked. */
  private static final long QUIET_NANOS = Duration.ofMillis(400).toNanos();

  private final KafkaConsumer<String, byte[]> consumer;
  private final Consumer<ConsumerRecord<String, byte[]>> reader;

  /** Compares what was read with what is right. */
  @FunctionalInterface
  public interface Check {
    void check() throws WrongResultException;
  }

  public Outputs(
      Broker broker, Collection<String> topics, Consumer<ConsumerRecord<String, byte[]>> reader) {
    this.reader = reader;
    this.consumer = CommittedRecords.fromTheBeginning(broker.bootstrapServers(), topics);
  }

  /**
   * Reads until the contestant pauses and what it said is right.
   *
   * @return what was used until the last record was seen
   * @throws WrongResultException if it is still wrong when patience ends
   */
  public Usage readUntilRight(Measured contestant, Stopwatch watch, Duration patience, Check check)
      throws Exception {
    long now = System.nanoTime();
    long end = now + patience.toNanos();
    long lastSeen = now;
    Usage used = watch.used();
    boolean isNew = false;
    while (true) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      now = System.nanoTime();
      if (!records.isEmpty()) {
        used = watch.used();
        lastSeen = now;
        isNew = true;
        records.forEach(reader);
      } else if (isNew && now - lastSeen > QUIET_NANOS) {
        try {
          check.check();
          return used;
        } catch (WrongResultException notYet) {
          isNew = false;
          if (now > end) {
            throw notYet;
          }
        }
      } else if (now > end) {
        check.check();
        return used;
      }
      contestant.checkAlive();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
