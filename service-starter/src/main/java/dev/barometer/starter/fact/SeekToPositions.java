package dev.barometer.starter.fact;

import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Goes on where the store says it is, whatever the broker thinks was read: a store that lost its
 * last second, or was restored, simply reads it again.
 */
final class SeekToPositions implements KafkaBindingRebalanceListener, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(SeekToPositions.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Positions positions;
  private volatile boolean closed;

  SeekToPositions(Positions positions) {
    this.positions = positions;
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
    Map<TopicPartition, Long> known = find(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      Long position = known.get(partition);
      if (position == null) {
        consumer.seekToBeginning(Set.of(partition));
      } else if (position < first.getOrDefault(partition, 0L)
          || position > end.getOrDefault(partition, 0L)) {
        log.warn(
            "The store has read {} up to {}, but it has offsets {} to {}: it was made anew or cut. Reading it from its start.",
            partition,
            position,
            first.get(partition),
            end.get(partition));
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, position.longValue());
      }
    }
  }

  /**
   * Waits for the store without end: going on from anywhere else would skip what it has lost. If it
   * takes longer than the group waits, the partitions are assigned anew afterwards.
   */
  private Map<TopicPartition, Long> find(Collection<TopicPartition> partitions) {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        return positions.find(partitions);
      } catch (RuntimeException e) {
        if (closed || !Outages.isOutage(e)) {
          throw e;
        }
        log.warn("The store is away; asking again where to read on in {}", pause.next());
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
