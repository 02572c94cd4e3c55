package dev.barometer.benchmarks.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.harness.CommittedRecords;
import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.contract.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of tallies as anyone does, only what is committed, and compares the latest record
 * of each key with what it must be in the end. The sequence of a key must grow.
 */
public final class PublishedTallies implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private Map<String, byte[]> expected;
  private final Visitor visitor;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<String> right = new HashSet<>();
  private final Map<String, byte[]> wrong = new HashMap<>();
  private long records;

  /** Sees each record that is visible to readers, a null value where a key was taken back. */
  @FunctionalInterface
  public interface Visitor {
    void see(String key, byte @Nullable [] value) throws WrongResultException;
  }

  public PublishedTallies(String bootstrapServers, Map<String, byte[]> expected, Visitor visitor) {
    this.expected = expected;
    this.visitor = visitor;
    this.consumer = CommittedRecords.fromTheBeginning(bootstrapServers, List.of(Topics.TALLIES));
  }

  /** From now on something else must stand there in the end. */
  public void expect(Map<String, byte[]> newly) {
    Map<String, byte[]> latest = new HashMap<>(wrong);
    right.forEach(key -> latest.put(key, expected.get(key)));
    expected = newly;
    right.clear();
    wrong.clear();
    latest.forEach(this::compare);
  }

  /** Reads on; whether every key is now as it must be in the end, and there is no other. */
  public boolean isComplete() throws WrongResultException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
      records++;
      requireGrowing(record);
      visitor.see(record.key(), record.value());
      compare(record.key(), record.value());
    }
    return wrong.isEmpty() && right.size() == expected.size();
  }

  private void requireGrowing(ConsumerRecord<String, byte[]> record) throws WrongResultException {
    long sequence =
        Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value(), UTF_8));
    Long before = sequences.put(record.key(), sequence);
    if (before != null && before >= sequence) {
      throw new WrongResultException(
          "after version %d of %s came version %d".formatted(before, record.key(), sequence));
    }
  }

  private void compare(String key, byte @Nullable [] value) {
    right.remove(key);
    wrong.remove(key);
    if (value == null) {
      return;
    }
    if (Arrays.equals(value, expected.get(key))) {
      right.add(key);
    } else {
      wrong.put(key, value);
    }
  }

  /** How many records were read so far. */
  public long records() {
    return records;
  }

  /** How far it is from complete, with an example. */
  public String difference() {
    String example =
        wrong.entrySet().stream()
            .findFirst()
            .map(
                entry ->
                    " for example %s, which must be %s"
                        .formatted(
                            new String(entry.getValue(), UTF_8),
                            new String(expected.getOrDefault(entry.getKey(), new byte[0]), UTF_8)))
            .orElse("");
    return "%d of %d keys right, %d wrong%s"
        .formatted(right.size(), expected.size(), wrong.size(), example);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
