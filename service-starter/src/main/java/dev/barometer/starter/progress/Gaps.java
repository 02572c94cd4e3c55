package dev.barometer.starter.progress;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Bridges what lies between a reader's position and the end and is no work: the marks with which
 * transactions end, and records of those that were given up. Without it nobody who reads
 * transactions ever seems to be through.
 */
final class Gaps {
  private record Gap(long from, Log.Next next) {
    boolean holds(long position) {
      return from <= position && position <= next.offset();
    }
  }

  private record Sight(long position, long end) {}

  private final Log log;
  private final Map<TopicPartition, Gap> known = new HashMap<>();
  private Map<TopicPartition, Sight> before = Map.of();

  Gaps(Log log) {
    this.log = log;
  }

  /**
   * The positions, moved on over what is no work. The broker is asked only where reader and end
   * stand still: where they move it is known soon enough.
   */
  Map<TopicPartition, Long> bridge(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> bridged = new HashMap<>();
    Map<TopicPartition, Long> unknown = new HashMap<>();
    Map<TopicPartition, Sight> now = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          Sight sight = new Sight(positions.getOrDefault(partition, 0L), end);
          Log.Next next = next(partition, sight.position);
          now.put(partition, sight);
          bridged.put(partition, next.offset());
          if (next.offset() < end && !next.isRecord() && sight.equals(before.get(partition))) {
            unknown.put(partition, next.offset());
          }
        });
    before = now;
    if (!unknown.isEmpty()) {
      log.next(unknown, ends)
          .forEach(
              (partition, next) -> {
                long from = positions.getOrDefault(partition, 0L);
                known.put(partition, new Gap(from, next));
                bridged.put(partition, next.offset());
              });
    }
    return bridged;
  }

  /** As far as it is known without asking. */
  private Log.Next next(TopicPartition partition, long position) {
    Gap gap = known.get(partition);
    return gap != null && gap.holds(position) ? gap.next : new Log.Next(position, false);
  }
}
