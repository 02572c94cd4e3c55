package dev.barometer.starter.fact;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** For services that keep nothing: the group's committed offsets say it all. */
class NoPositions implements Positions {

  @Override
  public long interruptions() {
    return 0;
  }

  @Override
  public long requireKept(Collection<TopicPartition> partitions) {
    return 0;
  }

  @Override
  public Position settled(TopicPartition partition, Position kept) {
    return kept;
  }

  @Override
  public Set<TopicPartition> lost() {
    return Set.of();
  }

  @Override
  public void save(Map<TopicPartition, Position> next, long interruptions) {}

  @Override
  public Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions) {
    return Map.of();
  }

  @Override
  public void begin(
      TopicPartition partition, Position from, @Nullable Position kept, long interruptions) {}
}
