package dev.barometer.starter.progress;

import dev.barometer.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The suite as far as the way of a fact goes, in any order that can happen: what is accepted, read,
 * written in transactions, kept and restored is decided by a random number at each step, and goes
 * on while somebody asks how far it is.
 */
final class SimulatedSuite {
  private static final String SUMS = "scoring-service-by-scope-repartition";
  private static final List<String> FACTS =
      List.of(Topics.TICKETS, Topics.RESPONSES, Topics.COMPLAINTS);

  /** Cases are told by complaint-service, and are facts at once. */
  private static final List<String> DOORS =
      List.of(
          Topics.INBOUND_TICKETS,
          Topics.INBOUND_RESPONSES,
          Topics.COMPLAINTS,
          Topics.INBOUND_LIFECYCLE);

  private final Random random;
  private final SimulatedLog log = new SimulatedLog(this::meanwhile);
  private final List<Runnable> marks = new ArrayList<>();
  private final List<Worker> workers =
      List.of(
          new Worker("tickets", Map.of(Topics.INBOUND_TICKETS, List.of(Topics.TICKETS)), null),
          new Worker(
              "responses", Map.of(Topics.INBOUND_RESPONSES, List.of(Topics.RESPONSES)), null),
          new Worker(
              "scoring-service",
              Map.of(
                  Topics.TICKETS, List.of(SUMS),
                  Topics.RESPONSES, List.of(SUMS),
                  Topics.COMPLAINTS, List.of(SUMS)),
              null),
          new Worker(
              "scoring-service",
              Map.of(SUMS, List.of(Topics.TALLIES, Topics.SCORES)),
              Data.WINDOWS),
          new Worker(
              "lifecycle", Map.of(Topics.INBOUND_LIFECYCLE, List.of(Topics.LIFECYCLE)), null),
          new Worker(
              "asking",
              Map.of(
                  Topics.TICKETS, List.of(),
                  Topics.COMPLAINTS, List.of(),
                  Topics.LIFECYCLE, List.of()),
              Data.OCCURRENCES),
          new Worker(
              "cases",
              Map.of(
                  Topics.TICKETS, List.of(),
                  Topics.RESPONSES, List.of()),
              Data.CASES));
  private final Map<String, Accepted> accepted = new LinkedHashMap<>();
  private final Map<Data, Set<String>> counted = new HashMap<>();
  private Map<TopicPartition, Long> kept = new HashMap<>();
  private Set<Integer> standing = Set.of();
  private boolean isStill;
  private long ticks = 1;

  private Map<TopicPartition, Long> backupOfPositions = Map.of();
  private Map<Data, Set<String>> backup = Map.of();

  final Chain toReporting =
      Way.of(settings(ProgressProperties.Watch.REPORTING), true, false, log, log::group, this::own);
  final Chain toScoring =
      Way.of(settings(ProgressProperties.Watch.SCORING), false, false, log, log::group, null);

  final Chain toDesk =
      Way.of(settings(ProgressProperties.Watch.DESK), false, false, log, log::group, null);

  /** What was acknowledged, when and by which door. */
  private record Accepted(Instant at, String door) {
    /**
     * Nobody is asked about an answer, nothing is scored of a lifecycle, and the desk tells of its
     * cases itself.
     */
    boolean comesTo(Data data) {
      return switch (data) {
        case OCCURRENCES -> !door.equals(Topics.INBOUND_RESPONSES);
        case CASES -> door.equals(Topics.INBOUND_TICKETS) || door.equals(Topics.INBOUND_RESPONSES);
        default -> !door.equals(Topics.INBOUND_LIFECYCLE);
      };
    }
  }

  /** A Kafka Streams application: one transaction at a time, from topics to topics. */
  private final class Worker {
    private final String group;
    private final Map<String, List<String>> topics;
    private final Data keeps;
    private List<Runnable> ending = List.of();

    Worker(String group, Map<String, List<String>> topics, Data keeps) {
      this.group = group;
      this.topics = topics;
      this.keeps = keeps;
    }

    void work() {
      if (marks.stream().anyMatch(ending::contains)) {
        return;
      }
      var transaction = new SimulatedLog.Transaction();
      Map<TopicPartition, Long> read = new HashMap<>();
      List<String> ids = new ArrayList<>();
      topics.forEach(
          (in, out) -> {
            for (TopicPartition partition : SimulatedLog.allOf(in)) {
              long from = log.committed(group).getOrDefault(partition, 0L);
              for (var found : log.read(partition, from, appetite(3))) {
                out.forEach(topic -> log.write(topic, found.id(), transaction));
                read.put(partition, found.offset() + 1);
                ids.add(found.id());
              }
            }
          });
      boolean aborts = !isStill && random.nextInt(5) == 0;
      if (!aborts && keeps != null) {
        counted(keeps).addAll(ids);
      }
      ending = log.end(transaction, aborts, group, read);
      marks.addAll(ending);
    }
  }

  SimulatedSuite(long seed) {
    random = new Random(seed);
  }

  private static ProgressProperties settings(ProgressProperties.Watch watch) {
    return new ProgressProperties(
        watch,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        new ProgressProperties.Groups(
            "tickets",
            "responses",
            "lifecycle",
            "asking",
            "scoring-service",
            "reporting",
            "cases"));
  }

  private Set<String> counted(Data data) {
    return counted.computeIfAbsent(data, none -> new HashSet<>());
  }

  /** How much is read at once. */
  private int appetite(int most) {
    return isStill ? Integer.MAX_VALUE : random.nextInt(most);
  }

  Instant now() {
    return Instant.ofEpochSecond(ticks);
  }

  /** A look by this clock never sees two things happen at once. */
  private void tick() {
    ticks++;
  }

  void pass(Duration time) {
    ticks += time.toSeconds();
  }

  private void meanwhile() {
    if (!isStill) {
      for (int step = random.nextInt(2); step > 0; step--) {
        step();
      }
    }
  }

  /** One thing happens somewhere. */
  void step() {
    tick();
    int what = random.nextInt(workers.size() + 5);
    if (what < workers.size()) {
      if (!standing.contains(what)) {
        workers.get(what).work();
      }
    } else if (what == workers.size()) {
      accept(random.nextInt(DOORS.size()));
    } else if (what == reporting()) {
      if (!standing.contains(what)) {
        keep(List.of(Topics.TALLIES), Data.TALLIES);
        keep(List.of(Topics.SCORES), Data.SCORES);
        keep(FACTS, Data.FACTS);
      }
    } else if (!marks.isEmpty()) {
      marks.remove(random.nextInt(marks.size())).run();
    }
  }

  /** It is acknowledged when it is on the log, and not before. */
  void accept(int door) {
    String id = "a" + accepted.size();
    log.write(DOORS.get(door), id);
    tick();
    accepted.put(id, new Accepted(now(), DOORS.get(door)));
    tick();
  }

  /** Keeps what it reads, and then how far it has read; a crash in between is a restored store. */
  private void keep(List<String> topics, Data data) {
    for (String topic : topics) {
      for (TopicPartition partition : SimulatedLog.allOf(topic)) {
        for (var found : log.read(partition, kept.getOrDefault(partition, 0L), appetite(4))) {
          counted(data).add(found.id());
          kept.put(partition, found.offset() + 1);
        }
      }
    }
  }

  private Map<TopicPartition, Long> own(Set<TopicPartition> asked) {
    meanwhile();
    Map<TopicPartition, Long> own = new HashMap<>();
    asked.forEach(partition -> own.put(partition, kept.getOrDefault(partition, 0L)));
    meanwhile();
    return own;
  }

  void backUp() {
    backupOfPositions = Map.copyOf(kept);
    backup = new HashMap<>();
    counted.forEach((data, ids) -> backup.put(data, Set.copyOf(ids)));
  }

  /** reporting-service's database is as it was; the streams' state is not there. */
  void restore() {
    kept = new HashMap<>(backupOfPositions);
    for (Data data : List.of(Data.TALLIES, Data.SCORES, Data.FACTS)) {
      counted.put(data, new HashSet<>(backup.getOrDefault(data, Set.of())));
    }
  }

  /** The number of the last reader, beside those of the workers. */
  int reporting() {
    return workers.size() + 1;
  }

  /** From now on some do nothing. */
  void standStill(Set<Integer> who) {
    standing = who;
  }

  /** Everything that is on its way arrives, and nothing new comes. */
  void settle() {
    isStill = true;
    for (int round = 0; round < 8; round++) {
      tick();
      for (int who = 0; who < workers.size(); who++) {
        if (!standing.contains(who)) {
          workers.get(who).work();
        }
      }
      marks.forEach(Runnable::run);
      marks.clear();
      if (!standing.contains(reporting())) {
        keep(List.of(Topics.TALLIES), Data.TALLIES);
        keep(List.of(Topics.SCORES), Data.SCORES);
        keep(FACTS, Data.FACTS);
      }
    }
  }

  void goOn() {
    isStill = false;
  }

  void look() {
    tick();
    Instant now = now();
    tick();
    toReporting.look(now);
    toScoring.look(now);
    toDesk.look(now);
    tick();
  }

  Standing standing(Data data) {
    Chain chain =
        switch (data) {
          case WINDOWS -> toScoring;
          case CASES -> toDesk;
          default -> toReporting;
        };
    return chain.standing(data, now());
  }

  /**
   * What was accepted before the moment that the data is said to be complete up to, and is not in
   * it.
   */
  List<String> missing(Data data) {
    Instant asOf = standing(data).asOf();
    return accepted.entrySet().stream()
        .filter(one -> one.getValue().at().isBefore(asOf))
        .filter(one -> isMissing(one.getKey(), data))
        .map(Map.Entry::getKey)
        .toList();
  }

  long notYetIn(Data data) {
    return accepted.keySet().stream().filter(id -> isMissing(id, data)).count();
  }

  private boolean isMissing(String id, Data data) {
    Accepted one = accepted.get(id);
    return one != null && one.comesTo(data) && !counted(data).contains(id);
  }
}
