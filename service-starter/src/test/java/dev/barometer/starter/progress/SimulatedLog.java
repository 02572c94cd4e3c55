package dev.barometer.starter.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker as far as positions go: partitions with records and marks, transactions whose marks
 * reach each partition and the committed offsets at a time of its own, readers of committed
 * records.
 */
final class SimulatedLog implements Log {
  static final int PARTITIONS = 2;

  /** A transaction, and what its writer read for it. */
  static final class Transaction {
    private final Set<TopicPartition> unmarked = new HashSet<>();
    private boolean isAborted;

    boolean isOpenAt(TopicPartition partition) {
      return unmarked.contains(partition);
    }
  }

  /** A record, or the mark of a transaction, which is no work. */
  record Entry(String id, Transaction transaction, boolean isMark) {}

  /** A record as it is read. */
  record Found(String id, TopicPartition partition, long offset) {}

  private final Map<TopicPartition, List<Entry>> partitions = new HashMap<>();
  private final Map<String, Map<TopicPartition, Long>> groups = new HashMap<>();
  private final Runnable meanwhile;

  /**
   * @param meanwhile what goes on in the world while somebody asks
   */
  SimulatedLog(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  private List<Entry> at(TopicPartition partition) {
    return partitions.computeIfAbsent(partition, none -> new ArrayList<>());
  }

  static TopicPartition place(String topic, String id) {
    return new TopicPartition(topic, Math.floorMod(id.hashCode(), PARTITIONS));
  }

  static List<TopicPartition> allOf(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(n -> new TopicPartition(topic, n)).toList();
  }

  void write(String topic, String id) {
    at(place(topic, id)).add(new Entry(id, null, false));
  }

  void write(String topic, String id, Transaction transaction) {
    TopicPartition place = place(topic, id);
    transaction.unmarked.add(place);
    at(place).add(new Entry(id, transaction, false));
  }

  /** What is to happen, in any order, before the transaction is over everywhere. */
  List<Runnable> end(
      Transaction transaction, boolean aborts, String group, Map<TopicPartition, Long> read) {
    transaction.isAborted = aborts;
    List<Runnable> marks = new ArrayList<>();
    for (TopicPartition partition : Set.copyOf(transaction.unmarked)) {
      marks.add(
          () -> {
            transaction.unmarked.remove(partition);
            at(partition).add(new Entry("", transaction, true));
          });
    }
    if (!aborts) {
      marks.add(() -> committed(group).putAll(read));
    }
    return marks;
  }

  Map<TopicPartition, Long> committed(String group) {
    return groups.computeIfAbsent(group, none -> new HashMap<>());
  }

  /** The next records that a reader of committed ones gets. */
  List<Found> read(TopicPartition partition, long from, int most) {
    List<Found> found = new ArrayList<>();
    List<Entry> entries = at(partition);
    for (long offset = from; offset < stable(partition) && found.size() < most; offset++) {
      Entry entry = entries.get((int) offset);
      if (!entry.isMark && (entry.transaction == null || !entry.transaction.isAborted)) {
        found.add(new Found(entry.id, partition, offset));
      }
    }
    return found;
  }

  private long stable(TopicPartition partition) {
    List<Entry> entries = at(partition);
    for (int offset = 0; offset < entries.size(); offset++) {
      Transaction transaction = entries.get(offset).transaction;
      if (transaction != null && transaction.isOpenAt(partition)) {
        return offset;
      }
    }
    return entries.size();
  }

  @Override
  public Map<TopicPartition, Long> ends(Set<String> topics) {
    meanwhile.run();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (String topic : topics) {
      allOf(topic).forEach(partition -> ends.put(partition, (long) at(partition).size()));
    }
    meanwhile.run();
    return ends;
  }

  @Override
  public Map<TopicPartition, Next> next(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    meanwhile.run();
    Map<TopicPartition, Next> next = new HashMap<>();
    from.forEach(
        (partition, offset) -> {
          long end = ends.get(partition);
          List<Found> found = read(partition, offset, 1);
          long reached = found.isEmpty() ? stable(partition) : found.get(0).offset();
          next.put(partition, new Next(Math.min(reached, end), !found.isEmpty() && reached < end));
        });
    meanwhile.run();
    return next;
  }

  Reader group(String name) {
    return asked -> {
      meanwhile.run();
      Map<TopicPartition, Long> positions = new HashMap<>(committed(name));
      positions.keySet().retainAll(asked);
      meanwhile.run();
      return positions;
    };
  }
}
