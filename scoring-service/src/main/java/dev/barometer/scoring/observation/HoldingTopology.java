package dev.barometer.scoring.observation;

import dev.barometer.starter.stream.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Between the stages where privacy is strict, keyed by measure: holds answers back until they can
 * be published as groups, and lets the groups go on as differences of their scopes. While an answer
 * waits it follows its entity; once it was published it is left as it is, because taking back one
 * answer would reveal it.
 */
final class HoldingTopology implements ProcessorSupplier<String, byte[], String, Difference> {
  private static final String HELD = "held-answers";
  private static final String PUBLISHED = "told-answers";
  private static final Duration ROUND = Duration.ofSeconds(1);

  /** So long after the last answer the groups it belongs to have been published. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  /** So long nothing can change by itself but that somebody has waited too long. */
  private static final Duration NEXT_LOOK = Duration.ofHours(1);

  /** So many answers go on in one round: a round is part of a transaction. */
  private static final int MOST_IN_A_ROUND = 10_000;

  private static final byte[] MARK = {1};

  private final ScoringRules rules;
  private final AnswerGroups groups;

  HoldingTopology(ScoringRules rules) {
    this.rules = rules;
    this.groups = new AnswerGroups(rules.groupSize());
  }

  @Override
  public Processor<String, byte[], String, Difference> get() {
    return new Hold();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(builder(HELD), builder(PUBLISHED));
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class Hold implements Processor<String, byte[], String, Difference> {
    private ProcessorContext<String, Difference> context;
    private KeyValueStore<String, byte[]> held;
    private KeyValueStore<String, byte[]> published;

    /** What the store of held answers has, by measure and entity. */
    private final Map<String, Map<String, HeldAnswer>> waiting = new TreeMap<>();

    /** When a measure is looked at again of which no group could be formed; absent is at once. */
    private final Map<String, Instant> nextLook = new HashMap<>();

    /** Called again when a task goes on after its stores were restored. */
    @Override
    public void init(ProcessorContext<String, Difference> context) {
      this.context = context;
      held = context.getStateStore(HELD);
      published = context.getStateStore(PUBLISHED);
      waiting.clear();
      nextLook.clear();
      try (KeyValueIterator<String, byte[]> all = held.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> next = all.next();
          String measure = next.key.substring(0, next.key.indexOf('|'));
          goOnWaiting(measure, HeldAnswer.fromBytes(next.value));
        }
      }
      Commits.join(context);
      context.schedule(ROUND, PunctuationType.WALL_CLOCK_TIME, time -> publish());
    }

    @Override
    public void close() {
      Commits.leave(context);
    }

    private void goOnWaiting(String measure, HeldAnswer answer) {
      waiting.computeIfAbsent(measure, none -> new LinkedHashMap<>()).put(answer.entity(), answer);
    }

    /** Measures have no bar in their names. */
    private static String keyOf(String measure, HeldAnswer answer) {
      return measure + "|" + answer.entity();
    }

    @Override
    public void process(Record<String, byte[]> record) {
      String measure = record.key();
      HeldAnswer answer = HeldAnswer.fromBytes(record.value());
      HeldAnswer before = waiting.getOrDefault(measure, Map.of()).get(answer.entity());
      if (before == null && (answer.isKnown() || published.get(keyOf(measure, answer)) != null)) {
        return;
      }
      if (answer.observations().isEmpty()) {
        if (before != null) {
          letGo(measure, before);
        }
        return;
      }
      HeldAnswer kept = before == null ? answer : answer.since(before.since());
      nextLook.remove(measure);
      held.put(keyOf(measure, kept), kept.toBytes());
      goOnWaiting(measure, kept);
    }

    private void letGo(String measure, HeldAnswer answer) {
      held.delete(keyOf(measure, answer));
      waiting.getOrDefault(measure, new LinkedHashMap<>()).remove(answer.entity());
    }

    private void publish() {
      Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      Differences differences = new Differences(rules.retention().zone());
      int left = MOST_IN_A_ROUND;
      for (String measure : List.copyOf(waiting.keySet())) {
        Map<String, HeldAnswer> answers = waiting.getOrDefault(measure, Map.of());
        if (answers.size() < groups.size()
            || now.isBefore(nextLook.getOrDefault(measure, Instant.EPOCH))) {
          continue;
        }
        List<AnswerGroups.Group> formed = groups.of(answers.values(), now);
        if (formed.isEmpty() && groups.isQuiet(answers.values(), now)) {
          nextLook.put(measure, now.plus(NEXT_LOOK));
        }
        for (AnswerGroups.Group group : formed) {
          if (left <= 0) {
            break;
          }
          left -= group.members().size();
          differences.add(
              null,
              new EntityState(0, group.dimensionValues(), rules.pairs(), group.observations()));
          for (HeldAnswer member : group.members()) {
            letGo(measure, member);
            published.put(keyOf(measure, member), MARK);
          }
        }
      }
      // In one step with what was marked as published: whoever commits one commits the other.
      for (Differences.ScopeDifference sum : differences.take()) {
        context.forward(
            new Record<>(sum.scope(), sum.difference(), now.toEpochMilli(), new RecordHeaders()));
      }
    }
  }
}
