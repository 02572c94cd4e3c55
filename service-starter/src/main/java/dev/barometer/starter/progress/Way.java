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
 * reporting-service, survey-service and the desk keep. A case is a fact of its own: it counts from
 * when complaint-service has told of it.
 */
final class Way {
  private Way() {}

  /**
   * @param asks whether what survey-service knows, to ask about it, is watched, too
   * @param isHeld whether scoring holds answers until there are enough for a group
   * @param groups finds a group's reader by its name
   * @param own what this process knows of its own reading: of the last reader it watches
   */
  static Chain of(
      ProgressProperties settings,
      boolean asks,
      boolean isHeld,
      Log log,
      Function<String, Reader> groups,
      @Nullable OwnPositions own) {
    Groups names = settings.groups();
    Leg gates = gates(names, log, groups);
    if (settings.watch() == Watch.DESK) {
      Leg cases =
          leg(
              "cases",
              gates,
              Set.of(Topics.TICKETS, Topics.RESPONSES, Topics.MENTIONS),
              reader(groups.apply(names.cases()), own),
              own != null,
              log);
      return new Chain(
          List.of(gates, cases), Map.of(Data.CASES, cases), log, settings.freshWithin());
    }
    boolean isScoring = settings.watch() == Watch.SCORING;
    Reader scoring = reader(groups.apply(names.scoring()), isScoring ? own : null);
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
        : toReporting(settings, asks, way, groups, own, log);
  }

  private static Leg gates(Groups names, Log log, Function<String, Reader> groups) {
    return new Leg(
        "gates",
        null,
        List.of(
            new Leg.Part(Set.of(Topics.INBOUND_TICKETS), groups.apply(names.tickets()), false),
            new Leg.Part(Set.of(Topics.INBOUND_RESPONSES), groups.apply(names.responses()), false)),
        log);
  }

  private static Chain toReporting(
      ProgressProperties settings,
      boolean asks,
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
    Map<Data, Leg> last = new EnumMap<>(Data.class);
    last.put(Data.TALLIES, tallies);
    last.put(Data.SCORES, scores);
    last.put(Data.FACTS, facts);
    List<Leg> legs = new ArrayList<>(way);
    legs.addAll(List.of(facts, tallies, scores));
    if (asks) {
      Leg lifecycle =
          leg(
              "lifecycle",
              gates,
              Set.of(Topics.INBOUND_LIFECYCLE),
              groups.apply(settings.groups().lifecycle()),
              false,
              log);
      Leg occurrences =
          leg(
              "occurrences",
              lifecycle,
              Set.of(Topics.TICKETS, Topics.COMPLAINTS, Topics.LIFECYCLE),
              groups.apply(settings.groups().asking()),
              false,
              log);
      legs.addAll(List.of(lifecycle, occurrences));
      last.put(Data.OCCURRENCES, occurrences);
    }
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
