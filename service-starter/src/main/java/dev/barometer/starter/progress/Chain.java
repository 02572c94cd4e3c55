package dev.barometer.starter.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The way of what was accepted, leg by leg, to where people see it. One thread looks at it; what
 * was seen last can be asked for by anybody at no cost.
 */
final class Chain {
  /**
   * So long nothing may move before it is called stopped, and so old data may be and be current.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<Leg> legs;
  private final Map<Data, Leg> last;
  private final Log log;
  private final Duration freshWithin;
  private volatile Seen seen = new Seen(Instant.EPOCH, Map.of(), List.of());

  /** What was seen when it was looked at last. */
  private record Seen(Instant at, Map<Data, Age> ages, List<Lag> lags) {}

  /**
   * How far the data of an end is, when the leg that keeps it up last moved, and how much waits.
   */
  private record Age(Instant asOf, Instant movedAt, long waiting) {}

  /**
   * How far one leg is behind.
   *
   * @param records which wait; marks of transactions count while they are not known to be such
   * @param asOf up to which moment everything was read
   */
  record Lag(String stage, long records, Instant asOf) {}

  /**
   * @param legs each after the one before it
   * @param last the leg that brings the data
   * @param freshWithin how old data may be and be called complete
   */
  Chain(List<Leg> legs, Map<Data, Leg> last, Log log, Duration freshWithin) {
    this.legs = List.copyOf(legs);
    this.last = Map.copyOf(last);
    this.log = log;
    this.freshWithin = freshWithin;
  }

  /** Throws what the broker or the store throws; then all stands as it was seen before. */
  void look(Instant now) {
    if (isAtRest()) {
      legs.forEach(leg -> leg.rest(now));
    } else {
      legs.forEach(leg -> leg.look(now));
    }
    seen = new Seen(now, ages(), lags());
  }

  /**
   * One question instead of many while nothing comes: where every topic ends where its reader had
   * been already, nothing is on its way.
   */
  private boolean isAtRest() {
    Set<String> topics =
        legs.stream().flatMap(leg -> leg.topics().stream()).collect(Collectors.toSet());
    Map<TopicPartition, Long> ends = log.ends(topics);
    return legs.stream().allMatch(leg -> leg.isAtRest(ends));
  }

  private Map<Data, Age> ages() {
    Map<Data, Age> ages = new EnumMap<>(Data.class);
    last.forEach(
        (data, end) -> {
          Instant movedAt = end.movedAt();
          long waiting = 0;
          for (@Nullable Leg leg = end; leg != null; leg = leg.before()) {
            movedAt = leg.movedAt().isBefore(movedAt) ? leg.movedAt() : movedAt;
            waiting += leg.lag();
          }
          ages.put(data, new Age(end.passed(), movedAt, waiting));
        });
    return Map.copyOf(ages);
  }

  private List<Lag> lags() {
    return legs.stream().map(leg -> new Lag(leg.name(), leg.lag(), leg.passed())).toList();
  }

  /** Whether nothing waited anywhere when it was looked at last. */
  boolean isCaughtUp() {
    Seen known = seen;
    return known.ages.values().stream().allMatch(age -> age.asOf.equals(known.at));
  }

  List<String> stages() {
    return legs.stream().map(Leg::name).toList();
  }

  Set<Data> data() {
    return last.keySet();
  }

  List<Lag> lagsSeen() {
    return seen.lags;
  }

  Instant lookedAt() {
    return seen.at;
  }

  Standing standing(Data data, Instant now) {
    Seen known = seen;
    Age age = known.ages.get(data);
    if (age == null) {
      return new Standing(Instant.EPOCH, false, Standing.State.STARTING, now, 0);
    }
    boolean isFresh = !age.asOf.plus(freshWithin).isBefore(now);
    boolean complete = age.asOf.equals(known.at) && isFresh;
    return new Standing(age.asOf, complete, state(known, age, now), now, age.waiting);
  }

  private static Standing.State state(Seen known, Age age, Instant now) {
    Instant patient = now.minus(PATIENCE);
    if (!age.asOf.isBefore(patient)) {
      return Standing.State.CURRENT;
    }
    if (known.at.isBefore(patient) || age.movedAt.isBefore(patient)) {
      return Standing.State.STOPPED;
    }
    return age.asOf.isAfter(Instant.EPOCH) ? Standing.State.BEHIND : Standing.State.STARTING;
  }
}
