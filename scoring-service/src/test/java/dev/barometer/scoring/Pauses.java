package dev.barometer.scoring;

import dev.barometer.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long nothing was published of each partition of facts while facts kept coming: the time
 * between two records on the topic of scores of the agent who stands for it.
 */
final class Pauses implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<String> watched;
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final Map<String, Long> longest = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::read, "pauses");
  private volatile boolean ended;

  Pauses(String bootstrapServers, int partitions) {
    watched = IntStream.range(0, partitions).mapToObj(number -> "agent:p" + number).toList();
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> assigned =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(Topics.TALLIES, partition))
            .toList();
    consumer.assign(assigned);
    consumer.seekToEnd(assigned);
    thread.start();
  }

  private void read() {
    while (!ended) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        String scope = record.key().substring(0, record.key().lastIndexOf('|'));
        if (watched.contains(scope)) {
          published(scope, System.nanoTime());
        }
      }
    }
    consumer.close();
  }

  private void published(String scope, long now) {
    Long before = last.put(scope, now);
    if (before != null) {
      longest.merge(scope, now - before, Math::max);
    }
  }

  /** Whether something of each partition was published after a time. */
  boolean allPublishedSince(long nanoTime) {
    return watched.stream().allMatch(scope -> last.getOrDefault(scope, nanoTime) > nanoTime);
  }

  /** The longest pause of each partition since this was last asked. */
  Map<String, Duration> takeLongest() {
    Map<String, Duration> taken = new TreeMap<>();
    for (String scope : watched) {
      Long nanos = longest.remove(scope);
      taken.put(scope, nanos == null ? Duration.ZERO : Duration.ofMillis(nanos / 1_000_000));
    }
    return taken;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
