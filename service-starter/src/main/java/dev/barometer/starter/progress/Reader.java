package dev.barometer.starter.progress;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** How far somebody has read; what is absent was never read. */
@FunctionalInterface
interface Reader {
  Map<TopicPartition, Long> positions(Set<TopicPartition> partitions);
}
