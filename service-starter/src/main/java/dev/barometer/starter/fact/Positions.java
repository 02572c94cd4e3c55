package dev.barometer.starter.fact;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far a service has read, kept beside what it made of it. */
interface Positions {
  /** For services that keep nothing: the group's committed offsets say it all. */
  Positions NONE =
      new Positions() {
        @Override
        public void save(Map<TopicPartition, Long> next) {}

        @Override
        public Map<TopicPartition, Long> find(Iterable<TopicPartition> partitions) {
          return Map.of();
        }
      };

  /** Called after the data is stored. */
  void save(Map<TopicPartition, Long> next);

  /** Where to go on, for those partitions of which it is known. */
  Map<TopicPartition, Long> find(Iterable<TopicPartition> partitions);
}
