package dev.barometer.starter.fact;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/** How far a service has read, kept beside what it made of it. */
interface Positions {
  Positions NONE = new NoPositions();

  /** How often the store was away so far: each time it may have lost what it kept last. */
  long interruptions();

  /**
   * Called before a batch is stored.
   *
   * @return how often the store was away so far
   * @throws TransientDataAccessResourceException where it was away since reading of one of these
   *     began, and nobody has looked yet whether it still has what was read
   */
  long requireKept(Collection<TopicPartition> partitions);

  /**
   * Up to where all is surely stored. After the store was away that is not yet what was stored
   * shortly before: a store that crashed need not have kept its writes in their order.
   *
   * @param kept what was found
   */
  Position settled(TopicPartition partition, Position kept);

  /**
   * What has to be read again because the store, when it was away, lost that it was read. Asks the
   * store only after it was away.
   */
  Set<TopicPartition> lost();

  /**
   * Called after the data is stored. One that is ahead already stays: whoever lost a partition and
   * does not know it yet must not take back what its next reader has kept.
   *
   * @param interruptions how often the store was away when the batch began
   * @throws TransientDataAccessResourceException where it was away since: what was stored meanwhile
   *     may be lost
   */
  void save(Map<TopicPartition, Position> next, long interruptions);

  /** Where to go on, for those partitions of which it is known. */
  Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions);

  /**
   * Called before the first record of a partition that was just assigned.
   *
   * @param from with the id of the topic that is read from now on
   * @param kept what was found; it is replaced if it is still that
   * @param interruptions how often the store was away before that was found
   */
  void begin(TopicPartition partition, Position from, @Nullable Position kept, long interruptions);
}
