package dev.barometer.starter.progress;

import dev.barometer.contract.Topics;
import dev.barometer.starter.progress.ProgressProperties.Groups;
import dev.barometer.starter.progress.ProgressProperties.Watch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which way a fact goes: inbound, through the gates, to scoring in two stages, and to what
 * reporting-service and survey-service keep. A case is a fact of its own: it counts from when
 * complaint-service has told of it.
 */
final class Way {
  private Way() {}

  /**
   * @param isHeld whether scoring holds answers until there are enough for a group
   * @param groups finds a group's reader by its name
   * @param own what this process knows of its own reading: of the last reader it watches
   */
  static Chain of(
      ProgressProperties settings,
      boolean isHeld,
      Log log,
      Function<String, Reader> groups,
      @Nullable OwnPositions own) {
    Groups names = settings.groups();
    boolean isScoring = settings.watch() == Watch.SCORING;
    Reader scoring = reader(groups.apply(names.scoring()), isScoring ? own : null);
    Leg gates =
        new Leg(
            "gates",
            null,
            List.of(
                new Leg.Part(Set.of(Topics.INBOUND_TICKETS), groups.apply(names.tickets()), false),
                new Leg.Part(
                    Set.of(Topics.INBOUND_RESPONSES), groups.apply(names.responses()), false),
                new Leg.Part(
                    Set.of(Topics.INBOUND_LIFECYCLE), groups.apply(names.lifecycle()), false)),
            log);
    Leg facts =
        leg(
            "scoring",
            gates,
            Set.of(
                Topics.TICKETS,
                Topics.INVITATIONS,
                Topics.RESPONSES,
                Topics.MENTIONS,
                Topics.COMPLAINTS),
            scoring,
            isScoring && own != null,
            log);
    List<Leg> way = new ArrayList<>(List.of(gates, facts));
    // As Kafka Streams names what crosses the broker between the stages.
    Set<String> sums = Set.of(names.scoring() + "-by-scope-repartition");
    if (isHeld) {
      Set<String> held = Set.of(names.scoring() + "-by-measure-repartition");
      way.add(leg("held", facts, held, scoring, isScoring && own != null, log));
      sums =
          Set.of(
              names.scoring() + "-by-scope-repartition",
              names.scoring() + "-groups-by-scope-repartition");
    }
    Leg windows =
        leg("windows", way.get(way.size() - 1), sums, scoring, isScoring && own != null, log);
    way.add(windows);
    return isScoring
        ? new Chain(way, Map.of(Data.WINDOWS, windows), log, settings.freshWithin())
        : toReporting(settings, way, groups, own, log);
  }

  private static Chain toReporting(
      ProgressProperties settings,
      List<Leg> way,
      Function<String, Reader> groups,
      @Nullable OwnPositions own,
      Log log) {
    Reader reporting = reader(groups.apply(settings.groups().reporting()), own);
    Leg gates = way.get(0);
    Leg windows = way.get(way.size() - 1);
    boolean keeps = own != null;
    Leg tallies = leg("tallies", windows, Set.of(Topics.TALLIES), reporting, keeps, log);
    Leg scores = leg("scores", windows, Set.of(Topics.SCORES), reporting, keeps, log);
    Leg facts =
        leg(
            "facts",
            gates,
            Set.of(Topics.TICKETS, Topics.RESPONSES, Topics.COMPLAINTS),
            reporting,
            keeps,
            log);
    Leg occurrences =
        leg(
            "occurrences",
            gates,
            Set.of(Topics.TICKETS, Topics.COMPLAINTS, Topics.LIFECYCLE),
            groups.apply(settings.groups().asking()),
            false,
            log);
    Map<Data, Leg> last = new EnumMap<>(Data.class);
    last.put(Data.TALLIES, tallies);
    last.put(Data.SCORES, scores);
    last.put(Data.FACTS, facts);
    last.put(Data.OCCURRENCES, occurrences);
    List<Leg> legs = new ArrayList<>(way);
    legs.addAll(List.of(facts, tallies, scores, occurrences));
    return new Chain(legs, last, log, settings.freshWithin());
  }

  private static Leg leg(
      String name, Leg before, Set<String> topics, Reader reader, boolean mayGoBack, Log log) {
    return new Leg(name, before, List.of(new Leg.Part(topics, reader, mayGoBack)), log);
  }

  private static Reader reader(Reader group, @Nullable OwnPositions own) {
    if (own == null) {
      return group;
    }
    return partitions -> {
      Map<TopicPartition, Long> read = new HashMap<>(own.positions(partitions));
      if (!read.keySet().containsAll(partitions)) {
        group.positions(partitions).forEach(read::putIfAbsent);
      }
      return read;
    };
  }
}
