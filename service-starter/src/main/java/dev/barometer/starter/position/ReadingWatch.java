package dev.barometer.starter.position;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Who keeps something of the store in memory, beside what the store says was read: he hears how the
 * reading of this process goes, and has the last word on how far data is that he answers from.
 */
public interface ReadingWatch {
  ReadingWatch NONE = new ReadingWatch() {};

  /** This process reads the partition from there; what is before that is in the store. */
  default void began(TopicPartition partition, long from) {}

  /**
   * Called after the data of all records before {@code next} that were read since it began is in
   * the store, and before the store says so.
   */
  default void passed(TopicPartition partition, long next) {}

  /**
   * How far what is answered here is, given what the store says, which may be ahead: others of the
   * group write to it, too.
   *
   * @param asked of which partitions
   * @param stored asks the store; what it has no position of is absent
   */
  default Map<TopicPartition, Long> seen(
      Set<TopicPartition> asked, Supplier<Map<TopicPartition, Position>> stored) {
    Map<TopicPartition, Long> seen = new HashMap<>();
    stored.get().forEach((partition, position) -> seen.put(partition, position.next()));
    return seen;
  }
}
