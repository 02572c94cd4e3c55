package dev.barometer.reporting.tally;

import dev.barometer.contract.Topics;
import dev.barometer.starter.position.Position;
import dev.barometer.starter.position.ReadingWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees to it that the memory of this instance hears of what others of the group write, and that
 * nothing answered from it is said to be newer than it is.
 *
 * <p>While this instance reads all partitions itself, nothing more is read. What others read shows
 * by the position in the database, which is further than what was read here: from then on a
 * consumer of its own, without a group, tells which pages change, and waits with each until the
 * database says that it is written. Until that goes on, and while it fails, nothing is kept.
 */
final class TallyChangesReader implements ReadingWatch {
  private static final Duration LONGEST_BEHIND = Duration.ofSeconds(5);

  private final TallyMemoryStore memory;
  private final Consumer<TallyChangesReader> readAlong;
  private final LongSupplier interruptions;
  private final LongSupplier nanoTime;

  /** Up to where all changes were told of to the memory, or were in the database before it. */
  private final Map<TopicPartition, Long> told = new HashMap<>();

  /** What the database was known to say: it says no less, unless it was put back. */
  private final Map<TopicPartition, Long> least = new HashMap<>();

  private final Map<TopicPartition, Optional<String>> topicIds = new HashMap<>();

  /** Partitions that others write. */
  private final Set<TopicPartition> others = new HashSet<>();

  /** Where reading along is behind, since when it is there. */
  private final Map<TopicPartition, Behind> behind = new HashMap<>();

  /** Changes with what is to be read. */
  private long plan;

  /** Grows as reading goes on. */
  private long moves;

  /** How often the database had been away when its positions were looked at last. */
  private long interrupted;

  private boolean isReading;

  /**
   * @param interruptions how often the database was away
   * @param nanoTime a clock that does not jump
   * @param readAlong begins to read what others write, until it {@link #goesOn} no more
   */
  TallyChangesReader(
      TallyMemoryStore memory,
      LongSupplier interruptions,
      LongSupplier nanoTime,
      Consumer<TallyChangesReader> readAlong) {
    this.memory = memory;
    this.interruptions = interruptions;
    this.interrupted = interruptions.getAsLong();
    this.nanoTime = nanoTime;
    this.readAlong = readAlong;
  }

  private record Behind(long told, long since) {}

  private static boolean isOfTallies(TopicPartition partition) {
    return partition.topic().equals(Topics.TALLIES);
  }

  @Override
  public synchronized void began(TopicPartition partition, long from) {
    if (isOfTallies(partition)) {
      moves++;
      memory.clear();
      told.put(partition, from);
      least.put(partition, from);
      if (others.remove(partition)) {
        plan++;
        if (others.isEmpty()) {
          memory.trust(true);
        }
      }
    }
  }

  @Override
  public synchronized void passed(TopicPartition partition, long next) {
    if (isOfTallies(partition)) {
      moves++;
      Long before = told.put(partition, Math.max(next, told.getOrDefault(partition, next)));
      if (before != null) {
        // The position of the batch before is stored.
        least.merge(partition, before, Math::max);
      }
    }
  }

  @Override
  public Map<TopicPartition, Long> seen(
      Set<TopicPartition> asked, Supplier<Map<TopicPartition, Position>> stored) {
    long away = interruptions.getAsLong();
    long began = moves();
    return seen(asked, stored.get(), began, away);
  }

  private synchronized long moves() {
    return moves;
  }

  private synchronized Map<TopicPartition, Long> seen(
      Set<TopicPartition> asked, Map<TopicPartition, Position> positions, long began, long away) {
    if (interrupted != away) {
      interrupted = away;
      told.clear();
    }
    // What moved on meanwhile may be behind what was found before it did.
    boolean isOfNow = began == moves;
    Map<TopicPartition, Long> seen = ReadingWatch.super.seen(asked, () -> positions);
    positions.forEach(
        (partition, position) -> {
          if (isOfTallies(partition)) {
            compare(partition, position, isOfNow);
          }
        });
    if (isOfNow) {
      asked.stream()
          .filter(one -> isOfTallies(one) && !positions.containsKey(one))
          .forEach(this::forgetWhatIsGone);
    }
    if (memory.isTrusted()) {
      seen.replaceAll((partition, next) -> Math.min(next, told.getOrDefault(partition, next)));
    }
    return seen;
  }

  private void compare(TopicPartition partition, Position position, boolean isOfNow) {
    Long here = told.get(partition);
    if (here == null || isOfNow && isBack(partition, position)) {
      topicIds.put(partition, Optional.ofNullable(position.topicId()));
      beginAnew(partition, position.next());
      return;
    }
    topicIds.putIfAbsent(partition, Optional.ofNullable(position.topicId()));
    least.merge(partition, position.next(), Math::max);
    if (position.next() <= here) {
      behind.remove(partition);
    } else if (!others.contains(partition) || isStuck(partition, here)) {
      follow(partition);
    }
  }

  /** A database without its positions was emptied: what was read before is not in it. */
  private void forgetWhatIsGone(TopicPartition partition) {
    Long here = told.get(partition);
    if (here == null || here > 0) {
      topicIds.remove(partition);
      beginAnew(partition, 0);
    }
  }

  /** What was kept may be of a database that is no more. */
  private void beginAnew(TopicPartition partition, long next) {
    memory.clear();
    told.put(partition, next);
    least.put(partition, next);
    if (others.contains(partition)) {
      follow(partition);
    }
  }

  private boolean isBack(TopicPartition partition, Position now) {
    Optional<String> topicId = Optional.ofNullable(now.topicId());
    return now.next() < least.getOrDefault(partition, 0L)
        || !topicIds.getOrDefault(partition, topicId).equals(topicId);
  }

  /** The broker may be out of reach from here, and the database not. */
  private boolean isStuck(TopicPartition partition, long here) {
    Behind before = behind.get(partition);
    if (before == null || before.told() != here) {
      behind.put(partition, new Behind(here, nanoTime.getAsLong()));
      return false;
    }
    return nanoTime.getAsLong() - before.since() > LONGEST_BEHIND.toNanos();
  }

  private void follow(TopicPartition partition) {
    memory.trust(false);
    behind.clear();
    others.add(partition);
    plan++;
    if (!isReading) {
      isReading = true;
      readAlong.accept(this);
    }
  }

  /** Partitions that others write, and a number that changes with what is to be read of them. */
  record Plan(long number, Set<TopicPartition> partitions) {}

  synchronized Plan plan() {
    return new Plan(plan, Set.copyOf(others));
  }

  /**
   * From here on all changes are told of. The positions that were looked at meanwhile hold, too:
   * what is kept is read from the database after this.
   */
  synchronized void begun(PagesOfOthersReader reader) {
    if (reader.plan() == plan) {
      moves++;
      reader
          .positions()
          .forEach(
              (partition, next) ->
                  told.put(partition, Math.max(next, least.getOrDefault(partition, next))));
      memory.trust(true);
    }
  }

  synchronized void tell(PagesOfOthersReader reader, Map<TopicPartition, Position> now) {
    if (reader.plan() != plan) {
      return;
    }
    moves++;
    memory.forgetKeys(reader.takeWritten(now));
    reader
        .positions()
        .forEach(
            (partition, next) -> {
              Position written = now.get(partition);
              if (written != null) {
                long both = Math.min(next, written.next());
                told.merge(partition, both, Math::max);
                least.merge(partition, both, Math::max);
              }
            });
  }

  /** Reading along does not go on: it begins anew, and meanwhile nobody tells of changes. */
  synchronized void distrust() {
    plan++;
    if (!others.isEmpty()) {
      memory.trust(false);
    }
  }

  /**
   * Whether there still is something to read along; where not, that is begun anew when there is.
   */
  synchronized boolean goesOn() {
    isReading = !others.isEmpty();
    return isReading;
  }
}
