package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.metrics.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts people into groups of at least {@code size}, of which only the sum is ever published. A
 * group counts at one time, and only where all its members belong: so it is in any scope and any
 * period as a whole or not at all, and two answers of the system never differ by fewer people than
 * a group has. An answer is in one group, for good.
 *
 * <p>Groups are formed by where and when something was said, never by what: what goes on waiting
 * reveals nothing either. Members share service and team; the other dimensions they share where
 * there are enough of them. Who has waited too long for his team goes with others of the service,
 * then with anybody.
 */
final class AnswerGroups {
  /** A burst counts together: nobody is told apart because he was the last of it. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration LONGEST_BURST = Duration.ofMinutes(1);

  /** So long is waited for others of the same service and team. */
  static final Duration PATIENCE = Duration.ofDays(30);

  private static final List<Set<Dimension>> WHERE =
      List.of(
          EnumSet.of(Dimension.SERVICE, Dimension.TEAM),
          EnumSet.of(Dimension.SERVICE),
          EnumSet.noneOf(Dimension.class));

  /** What groups are told apart by where there are enough people, the most asked for first. */
  private static final List<Dimension> FINER =
      List.of(
          Dimension.CHANNEL,
          Dimension.AGENT,
          Dimension.PRIORITY,
          Dimension.CATEGORY,
          Dimension.ORGANIZATION,
          Dimension.LOCATION,
          Dimension.SURVEY,
          Dimension.CAMPAIGN);

  private static final Comparator<HeldAnswer> BY_TIME =
      Comparator.comparing(HeldAnswer::time).thenComparing(HeldAnswer::entity);

  private final int size;

  AnswerGroups(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("groups of " + size);
    }
    this.size = size;
  }

  /** People whose answers are published together, at the time of the last of them. */
  record Group(List<HeldAnswer> members) {
    Group {
      members = List.copyOf(members);
    }

    /** Where all of them belong. */
    Map<Dimension, String> dimensionValues() {
      Map<Dimension, String> shared = new EnumMap<>(Dimension.class);
      shared.putAll(members.get(0).dimensionValues());
      members.forEach(member -> shared.entrySet().retainAll(member.dimensionValues().entrySet()));
      return shared;
    }

    /** What all of them said, at one time. */
    List<Observation> observations() {
      Instant time = members.get(members.size() - 1).time();
      return members.stream()
          .flatMap(member -> member.observations().stream())
          .map(said -> new Observation(said.measure(), time, said.code(), said.value()))
          .toList();
    }
  }

  int size() {
    return size;
  }

  /** The groups there can be now; who is in none goes on waiting. */
  List<Group> of(Collection<HeldAnswer> waiting, Instant now) {
    List<Group> groups = new ArrayList<>();
    List<HeldAnswer> left = List.copyOf(waiting);
    for (Set<Dimension> where : WHERE) {
      List<HeldAnswer> alone = new ArrayList<>();
      for (List<HeldAnswer> together : byValues(left, where)) {
        if (people(together) >= size && isSettled(together, now)) {
          split(together, 0, groups);
        } else {
          alone.addAll(together);
        }
      }
      left = alone.stream().filter(answer -> hasWaitedLong(answer, now)).toList();
    }
    return groups;
  }

  /** Whether no burst is going on, so that waiting a moment changes nothing. */
  boolean isQuiet(Collection<HeldAnswer> waiting, Instant now) {
    return waiting.stream().noneMatch(it -> it.since().plus(LONGEST_BURST).isAfter(now));
  }

  private static Collection<List<HeldAnswer>> byValues(
      List<HeldAnswer> answers, Set<Dimension> where) {
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                answer ->
                    where.stream()
                        .map(it -> answer.dimensionValues().getOrDefault(it, ""))
                        .toList(),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private static boolean isSettled(List<HeldAnswer> together, Instant now) {
    Instant newest = together.stream().map(HeldAnswer::since).max(Instant::compareTo).orElse(now);
    Instant oldest = together.stream().map(HeldAnswer::since).min(Instant::compareTo).orElse(now);
    return !newest.plus(QUIET).isAfter(now) || !oldest.plus(LONGEST_BURST).isAfter(now);
  }

  private static boolean hasWaitedLong(HeldAnswer answer, Instant now) {
    return !answer.since().plus(PATIENCE).isAfter(now);
  }

  /** Tells apart by one dimension after the other; values with too few people stay together. */
  private void split(List<HeldAnswer> members, int finer, List<Group> groups) {
    if (people(members) < 2 * size || finer == FINER.size()) {
      cut(members, groups);
      return;
    }
    List<List<HeldAnswer>> parts =
        byValues(members, Set.of(FINER.get(finer))).stream()
            .sorted(Comparator.comparingInt(AnswerGroups::people))
            .toList();
    List<HeldAnswer> mixed = new ArrayList<>();
    for (List<HeldAnswer> part : parts) {
      boolean isMixedTooSmall = !mixed.isEmpty() && people(mixed) < size;
      if (people(part) < size || isMixedTooSmall) {
        mixed.addAll(part);
      } else {
        split(part, finer + 1, groups);
      }
    }
    if (!mixed.isEmpty()) {
      split(mixed, finer + 1, groups);
    }
  }

  /** Neighbours in time together; the last group takes who would be too few. */
  private void cut(List<HeldAnswer> members, List<Group> groups) {
    List<List<HeldAnswer>> parts = new ArrayList<>();
    List<HeldAnswer> part = new ArrayList<>();
    for (HeldAnswer answer : members.stream().sorted(BY_TIME).toList()) {
      part.add(answer);
      if (people(part) == size) {
        parts.add(part);
        part = new ArrayList<>();
      }
    }
    parts.get(parts.size() - 1).addAll(part);
    parts.forEach(each -> groups.add(new Group(each)));
  }

  /** Who answers often is one person. */
  private static int people(List<HeldAnswer> answers) {
    return (int) answers.stream().map(HeldAnswer::person).distinct().count();
  }
}
