package dev.barometer.starter.position;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a service has read, kept beside what it made of it. */
public interface Positions {
  /** For services that keep nothing: the group's committed offsets say it all. */
  Positions NONE =
      new Positions() {
        @Override
        public void save(Map<TopicPartition, Position> next) {}

        @Override
        public Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions) {
          return Map.of();
        }

        @Override
        public void begin(TopicPartition partition, Position from, @Nullable Position kept) {}
      };

  /**
   * Called after the data is stored. One that is ahead already stays: whoever lost a partition and
   * does not know it yet must not take back what its next reader has kept.
   */
  void save(Map<TopicPartition, Position> next);

  /** Where to go on, for those partitions of which it is known. */
  Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions);

  /**
   * Called before the first record of a partition that was just assigned.
   *
   * @param from with the id of the topic that is read from now on
   * @param kept what was found; it is replaced if it is still that
   */
  void begin(TopicPartition partition, Position from, @Nullable Position kept);
}
