package dev.barometer.starter.progress;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this process itself has read, by what it keeps: stands before what its group says, which
 * may be ahead of a store that was restored, or of a process that lost its place and does not know.
 * What is absent the group tells.
 */
@FunctionalInterface
public interface OwnPositions {
  Map<TopicPartition, Long> positions(Set<TopicPartition> partitions);
}
