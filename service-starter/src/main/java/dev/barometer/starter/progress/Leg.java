package dev.barometer.starter.progress;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One leg of the way: some topics and who reads them. What it says of a moment is that everything
 * accepted before it was read here and, where the leg writes, stands on the topics of the next.
 *
 * <p>The order of questions makes that true. First the leg before says up to which moment all was
 * read there; then the ends of the topics are noted, which are behind all that followed from that;
 * then the readers are asked. When they have passed the ends, the moment is theirs, too.
 */
final class Leg {
  /**
   * Topics, and who reads them.
   *
   * @param mayGoBack whether the reader may lose what it had: with a store that is restored
   */
  record Part(Set<String> topics, Reader reader, boolean mayGoBack) {
    Part {
      topics = Set.copyOf(topics);
    }
  }

  private record Pin(Instant moment, Map<TopicPartition, Long> ends) {}

  private final String name;
  private final @Nullable Leg before;
  private final List<Part> parts;
  private final Log log;
  private final Gaps gaps;

  private Instant passed = Instant.EPOCH;
  private Map<TopicPartition, Long> passedEnds = Map.of();
  private @Nullable Pin pin;
  private long lag;
  private boolean isCaughtUp;
  private Map<TopicPartition, Long> positions = Map.of();
  private Instant movedAt = Instant.EPOCH;

  Leg(String name, @Nullable Leg before, List<Part> parts, Log log) {
    this.name = name;
    this.before = before;
    this.parts = List.copyOf(parts);
    this.log = log;
    this.gaps = new Gaps(log);
  }

  String name() {
    return name;
  }

  @Nullable Leg before() {
    return before;
  }

  Set<String> topics() {
    return parts.stream().flatMap(part -> part.topics().stream()).collect(Collectors.toSet());
  }

  /** The leg before was looked at just now, after {@code now}. */
  void look(Instant now) {
    Instant offered = before == null ? now : before.passed;
    Map<TopicPartition, Long> ends = log.ends(topics());
    Map<TopicPartition, Long> read = gaps.bridge(ask(ends.keySet()), ends);
    if (!covers(read, passedEnds)) {
      // A store that was restored, or a group that was reset, reads again what it had.
      passed = Instant.EPOCH;
      passedEnds = Map.of();
      pin = null;
    }
    isCaughtUp = covers(read, ends);
    if (isCaughtUp) {
      pass(new Pin(offered, ends));
    } else {
      if (pin != null && covers(read, pin.ends)) {
        pass(pin);
      }
      if (pin == null && offered.isAfter(passed)) {
        pin = new Pin(offered, ends);
      }
    }
    lag = distance(read, ends);
    if (isCaughtUp || !read.equals(positions)) {
      movedAt = now;
    }
    positions = read;
  }

  /**
   * Whether the readers had passed these ends already, and still have: then nothing has come since,
   * and nothing was on its way.
   */
  boolean isAtRest(Map<TopicPartition, Long> ends) {
    if (!isCaughtUp || passedEnds.isEmpty()) {
      return false;
    }
    Map<TopicPartition, Long> mine = new HashMap<>(ends);
    mine.keySet().retainAll(passedEnds.keySet());
    boolean mayGoBack = parts.stream().anyMatch(Part::mayGoBack);
    return mine.equals(passedEnds)
        && (!mayGoBack || covers(gaps.bridge(ask(mine.keySet()), mine), mine));
  }

  /** All legs are at rest at the ends that were asked for after this moment. */
  void rest(Instant now) {
    passed = now;
    movedAt = now;
  }

  private void pass(Pin passing) {
    passed = passing.moment.isAfter(passed) ? passing.moment : passed;
    passedEnds = passing.ends;
    pin = null;
  }

  private Map<TopicPartition, Long> ask(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> read = new HashMap<>();
    for (Part part : parts) {
      Set<TopicPartition> theirs = new HashSet<>(partitions);
      theirs.removeIf(partition -> !part.topics().contains(partition.topic()));
      read.putAll(part.reader().positions(theirs));
    }
    return read;
  }

  private static boolean covers(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private static long distance(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  Instant passed() {
    return passed;
  }

  long lag() {
    return lag;
  }

  /** When its readers last moved, or had nothing to do. */
  Instant movedAt() {
    return movedAt;
  }
}
