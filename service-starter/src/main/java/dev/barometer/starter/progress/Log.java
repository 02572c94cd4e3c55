package dev.barometer.starter.progress;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What is asked of the broker. */
interface Log {

  /**
   * Where each partition ends, behind everything that was written: also what belongs to a
   * transaction that is still open. The offsets of a transaction may be visible before the last of
   * its records is, so an end without those would miss them.
   */
  Map<TopicPartition, Long> ends(Set<String> topics);

  /** What comes next for a reader of committed records, from an offset on. */
  Map<TopicPartition, Next> next(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends);

  /**
   * What comes next.
   *
   * @param offset of the next record; without one how far there is none
   */
  record Next(long offset, boolean isRecord) {}
}
