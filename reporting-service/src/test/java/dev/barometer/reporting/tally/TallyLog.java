package dev.barometer.reporting.tally;

import static dev.barometer.reporting.ReceivedFixtures.received;
import static dev.barometer.reporting.ReceivedFixtures.record;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.position.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** The topic of tallies, and the positions that the database has of it. */
final class TallyLog {
  private static final int PARTITIONS = 2;
  private static final int PER_POLL = 3;

  private final Map<TopicPartition, List<Received<ScopeTallies>>> records = new HashMap<>();
  Map<TopicPartition, Long> positions = new HashMap<>();
  private long sequence;

  TallyLog() {
    for (int number = 0; number < PARTITIONS; number++) {
      records.put(TallyInstance.partition(number), new ArrayList<>());
    }
  }

  Set<TopicPartition> partitions() {
    return records.keySet();
  }

  void write(Scope scope, Bucket bucket, boolean isTombstone) {
    sequence++;
    Tallies tallies = new Tallies().put(TallyInstance.MEASURE, new Tally().add(1, 0, sequence));
    String key = ScopeTallies.key(scope.toString(), bucket.label());
    records
        .get(TallyInstance.partition(Math.floorMod(key.hashCode(), PARTITIONS)))
        .add(
            isTombstone
                ? record(key, null, sequence)
                : received(ScopeTallies.of(scope, bucket, tallies), sequence));
  }

  List<Received<ScopeTallies>> from(TopicPartition partition, long offset, int most) {
    List<Received<ScopeTallies>> all = records.get(partition);
    int from = (int) offset;
    return all.subList(from, Math.min(from + most, all.size()));
  }

  long end(TopicPartition partition) {
    return records.get(partition).size();
  }

  void save(TopicPartition partition, long next) {
    positions.merge(partition, next, Math::max);
  }

  /** As the database has them: none of a partition of which nothing was kept. */
  Map<TopicPartition, Position> positions(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Position> found = new HashMap<>();
    positions.forEach(
        (partition, next) -> {
          if (partitions.contains(partition)) {
            found.put(partition, TallyInstance.at(next));
          }
        });
    return found;
  }

  /** By key, the newest sequence up to there; below zero where it is that of a tombstone. */
  Map<String, Long> newest(Map<TopicPartition, Long> upTo) {
    Map<String, Long> newest = new TreeMap<>();
    upTo.forEach(
        (partition, next) ->
            from(partition, 0, Math.toIntExact(next))
                .forEach(
                    one ->
                        newest.put(
                            one.key(), one.value() == null ? -one.sequence() : one.sequence())));
    return newest;
  }

  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    partitions().forEach(partition -> ends.put(partition, end(partition)));
    return ends;
  }

  /** Reads some records at a time. */
  Consumer<byte[], byte[]> consumer() {
    return new MockConsumer<>("none") {
      @Override
      public synchronized ConsumerRecords<byte[], byte[]> poll(Duration limit) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
        for (TopicPartition partition : assignment()) {
          long offset = position(partition);
          for (Received<ScopeTallies> one : from(partition, offset, PER_POLL)) {
            polled
                .computeIfAbsent(partition, none -> new ArrayList<>())
                .add(
                    new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset++,
                        one.key().getBytes(UTF_8),
                        new byte[0]));
          }
          seek(partition, offset);
        }
        return new ConsumerRecords<>(polled, Map.of());
      }
    };
  }
}
