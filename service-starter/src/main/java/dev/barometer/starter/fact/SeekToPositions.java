package dev.barometer.starter.fact;

import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Goes on where the store says it is, whatever the broker thinks was read: a store that lost its
 * last second, or was restored, simply reads it again. A log that is not the one that was read, or
 * has lost its end, is read from its start: what is known already changes nothing.
 */
final class SeekToPositions implements KafkaBindingRebalanceListener, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(SeekToPositions.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Positions positions;
  private final TopicIds topicIds;
  private final Map<String, String> reading = new ConcurrentHashMap<>();
  private volatile boolean closed;

  SeekToPositions(Positions positions, TopicIds topicIds) {
    this.positions = positions;
    this.topicIds = topicIds;
  }

  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    if (partitions.isEmpty()) {
      return;
    }
    Map<String, String> ids =
        patiently(
            () -> topicIds.of(partitions.stream().map(TopicPartition::topic).distinct().toList()));
    reading.putAll(ids);
    // Of a topic that was deleted just now there is nothing to read.
    List<TopicPartition> there =
        partitions.stream().filter(partition -> ids.containsKey(partition.topic())).toList();
    long interruptions = positions.interruptions();
    Map<TopicPartition, Position> known = patiently(() -> positions.find(there));
    Map<TopicPartition, Long> first = patiently(() -> consumer.beginningOffsets(there));
    Map<TopicPartition, Long> end = patiently(() -> consumer.endOffsets(there));
    for (TopicPartition partition : there) {
      String topicId = ids.getOrDefault(partition.topic(), "");
      Position kept = known.get(partition);
      String amiss =
          kept == null
              ? null
              : amiss(
                  kept,
                  topicId,
                  first.getOrDefault(partition, 0L),
                  end.getOrDefault(partition, 0L));
      if (amiss != null) {
        log.warn(
            "{} was read up to {}, but {}. Reading it from its start.", partition, kept, amiss);
      }
      Position from =
          kept == null || amiss != null
              ? Position.start(topicId)
              : positions.settled(partition, kept).of(topicId);
      patiently(
          () -> {
            positions.begin(partition, from, kept, interruptions);
            return partition;
          });
      if (kept == null || amiss != null) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, from.seekable());
      }
    }
  }

  /**
   * Why this is not the log that was read; null where it may be: whether one that is long enough
   * lost its end before it grew, the client asks by the epoch.
   */
  private static @Nullable String amiss(Position kept, String topicId, long first, long end) {
    if (kept.topicId() != null && !kept.topicId().equals(topicId)) {
      return "another topic has this name now";
    }
    if (kept.next() < first) {
      return "it begins at " + first;
    }
    return kept.next() > end ? "it ends at " + end : null;
  }

  /**
   * Where to read on after a batch failed: at its start, or before that where the store has lost
   * more than the batch. What was kept beyond the start is taken back.
   *
   * @param starts of the batch, of partitions that are still assigned
   */
  void readAgain(Map<TopicPartition, Long> starts, Consumer<?, ?> consumer) {
    long interruptions = positions.interruptions();
    Map<TopicPartition, Position> known = positions.find(starts.keySet());
    starts.forEach(
        (partition, start) -> {
          String topicId = reading.getOrDefault(partition.topic(), "");
          Position kept = known.get(partition);
          Position from =
              earlier(kept == null ? null : positions.settled(partition, kept), start, topicId);
          if (from.next() < start) {
            log.warn(
                "Reading {} again from {} on: the store has kept no more", partition, from.next());
          }
          positions.begin(partition, from, kept, interruptions);
          consumer.seek(partition, from.seekable());
        });
  }

  private static Position earlier(@Nullable Position kept, long start, String topicId) {
    if (kept == null) {
      return Position.start(topicId);
    }
    return kept.next() <= start ? kept.of(topicId) : new Position(start, null, topicId);
  }

  /** The topics that are read here and are not any more what they were when that began. */
  Set<String> madeAnew() {
    Map<String, String> now = topicIds.of(reading.keySet());
    return reading.entrySet().stream()
        .filter(
            topic -> !topic.getValue().equals(now.getOrDefault(topic.getKey(), topic.getValue())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Waits without end for the store and the broker: going on from anywhere else would skip what the
   * store has lost. If it takes longer than the group waits, the partitions are assigned anew
   * afterwards.
   */
  private <T> T patiently(Supplier<T> asked) {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        return asked.get();
      } catch (RuntimeException e) {
        if (closed || FailureKind.of(e) != FailureKind.OUTAGE) {
          throw e;
        }
        log.warn("Store or broker is away; asking again where to read on in {}", pause.next());
      }
      sleep(pause);
    }
  }

  private static void sleep(GrowingPause pause) {
    try {
      pause.sleep();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the store was away", e);
    }
  }

  @Override
  public void destroy() {
    closed = true;
  }
}
