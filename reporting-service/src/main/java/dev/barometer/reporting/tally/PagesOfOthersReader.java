package dev.barometer.reporting.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.position.Position;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The keys that stand on some partitions, until the database has what they say. */
final class PagesOfOthersReader {
  private static final int MOST_WAITING = 20_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Deque<Waiting>> waiting = new HashMap<>();
  private long plan = -1;

  private record Waiting(long offset, @Nullable String key) {}

  PagesOfOthersReader(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** By what it was begun. */
  long plan() {
    return plan;
  }

  /** Begins behind what the database has. */
  void begin(
      Collection<TopicPartition> partitions, Map<TopicPartition, Position> stored, long planned) {
    waiting.clear();
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      Position position = stored.get(partition);
      consumer.seek(partition, position == null ? 0 : position.next());
      waiting.put(partition, new ArrayDeque<>());
    }
    plan = planned;
  }

  void poll(Duration limit) {
    // Whoever writes is far behind: what is known to come need not be read yet.
    boolean isFull = waiting.values().stream().mapToInt(Deque::size).sum() >= MOST_WAITING;
    if (isFull) {
      consumer.pause(waiting.keySet());
    } else {
      consumer.resume(waiting.keySet());
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(limit)) {
      byte[] key = record.key();
      waiting
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), none -> new ArrayDeque<>())
          .add(new Waiting(record.offset(), key == null ? null : new String(key, UTF_8)));
    }
  }

  boolean isWaiting() {
    return waiting.values().stream().anyMatch(keys -> !keys.isEmpty());
  }

  /** Those that the database has by now. */
  List<String> takeWritten(Map<TopicPartition, Position> stored) {
    List<String> written = new ArrayList<>();
    waiting.forEach(
        (partition, keys) -> {
          Position position = stored.get(partition);
          Waiting first = keys.peek();
          while (position != null && first != null && first.offset() < position.next()) {
            if (first.key() != null) {
              written.add(first.key());
            }
            keys.remove();
            first = keys.peek();
          }
        });
    return written;
  }

  /** Up to where all was taken that there is. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    waiting.forEach(
        (partition, keys) -> {
          Waiting first = keys.peek();
          positions.put(partition, first == null ? consumer.position(partition) : first.offset());
        });
    return positions;
  }
}
