package dev.barometer.scoring.observation;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.scoring.state.CommitStore;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.stream.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The step of stage 1 that has a memory: what each entity last said, and with it what a fact
 * changes. The sums go out with the next commit, in its transaction, so a scope costs one record
 * per commit however busy it is.
 */
final class DifferencesTopology
    implements ProcessorSupplier<byte[], Decoded<Fact>, byte[], DifferencesTopology.Output> {
  private static final String COMMIT = "sources-commit";

  /** Sums get their key, the scope, in the step that follows. */
  private static final byte[] NO_KEY = {};

  /** So many sums or entities go out before the commit, to bound the memory they take. */
  private static final int MAX_WAITING = 20_000;

  /** So often, and so many of each partition, entities are looked at that may be forgotten. */
  private static final Duration FORGETTING = Duration.ofSeconds(10);

  private static final int LOOKED_AT = 5_000;

  private final ScoringRules rules;
  private final EntityMetrics metrics;

  DifferencesTopology(ScoringRules rules, EntityMetrics metrics) {
    this.rules = rules;
    this.metrics = metrics;
  }

  @Override
  public Processor<byte[], Decoded<Fact>, byte[], Output> get() {
    return new FindDifferences();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        EntityRepository.builder(),
        DimensionValuesRepository.builder(),
        CommitStore.builder(COMMIT));
  }

  /** What follows from facts. */
  sealed interface Output {
    record Sum(String scope, Difference difference) implements Output {
      KeyValue<String, Difference> byScope() {
        return KeyValue.pair(scope, difference);
      }
    }

    /** What is published of a group only. */
    record Held(String measure, HeldAnswer answer) implements Output {
      KeyValue<String, byte[]> byMeasure() {
        return KeyValue.pair(measure, answer.toBytes());
      }
    }

    /** A fact that no longer counts. */
    record TooOld(Decoded<Fact> refused) implements Output {}
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class FindDifferences implements Processor<byte[], Decoded<Fact>, byte[], Output> {
    private ProcessorContext<byte[], Output> context;
    private DimensionValuesRepository dimensionValues;
    private EntityRepository entities;
    private Differences differences;

    /**
     * The sums of a commit share one provenance: when the oldest of its facts was taken in, and a
     * trace.
     */
    private long takenIn;

    private Headers trace;

    /** Called again when a task goes on after its stores were restored: all objects are new. */
    @Override
    public void init(ProcessorContext<byte[], Output> context) {
      this.context = context;
      dimensionValues =
          new DimensionValuesRepository(
              context.getStateStore(DimensionValuesRepository.DIMENSION_VALUES),
              rules.valuesPerDimension(),
              metrics::gathered);
      entities =
          new EntityRepository(
              context.getStateStore(EntityRepository.ENTITIES),
              new EntityStateCodec(dimensionValues));
      differences = new Differences(rules.retention().zone());
      forgetProvenance();
      CommitStore commit = context.getStateStore(COMMIT);
      commit.beforeCommit(context, this::send);
      Commits.join(context);
      if (rules.retention().isLimited()) {
        context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, time -> forgetOldEntities());
      }
    }

    @Override
    public void close() {
      Commits.leave(context);
    }

    private void forgetOldEntities() {
      Instant now = clock();
      entities.forget(LOOKED_AT, said -> rules.retention().isOver(said, now));
    }

    private Instant clock() {
      return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    @Override
    public void process(Record<byte[], Decoded<Fact>> record) {
      String topic = context.recordMetadata().orElseThrow().topic();
      Decoded.Good<Fact> decoded = (Decoded.Good<Fact>) record.value();
      Entity entity = FactKind.ofTopic(topic).entity(decoded.key());
      EntityState before = entities.of(entity);
      EntityState now = state(entity, decoded, before);
      if (now == null) {
        metrics.of(topic).duplicate();
        return;
      }
      if (rules.retention().isOver(now, clock())) {
        if (before == null) {
          context.forward(record.withValue(tooOld(decoded)));
          return;
        }
        now = now.erased();
      }
      if (rules.isHolding() && entity.kind().isOfPeople()) {
        hold(entity, decoded.value(), before, now);
      } else {
        differences.add(before, now);
      }
      entities.keep(entity, now);
      remember(record);
      metrics.of(topic).handled();
      if (differences.slices() + entities.changes() > MAX_WAITING) {
        send();
      }
    }

    private Output tooOld(Decoded.Good<Fact> decoded) {
      return new Output.TooOld(
          new Decoded.Refused<>(
              DeadLetterKind.TOO_OLD,
              "all of it happened before "
                  + rules.retention().firstDay(clock())
                  + ", which no longer counts",
              decoded.bytes()));
    }

    /** What the entity says now; null where the record says nothing new. */
    private @Nullable EntityState state(
        Entity entity, Decoded.Good<Fact> decoded, @Nullable EntityState before) {
      if (decoded.value() == null) {
        return before == null || before.observations().isEmpty() ? null : before.erased();
      }
      if (before != null && decoded.value().revision() <= before.revision()) {
        return null;
      }
      EntityState said = rules.stateOf(decoded.value());
      Map<Dimension, String> admitted =
          dimensionValues.admit(entity.kind(), said.dimensionValues());
      return said.in(admitted);
    }

    private void hold(
        Entity entity, @Nullable Fact fact, @Nullable EntityState before, EntityState now) {
      HeldAnswers.of(entity, fact, before, now, clock())
          .forEach(
              (measure, answer) ->
                  context.forward(
                      new Record<>(
                          NO_KEY,
                          new Output.Held(measure.toString(), answer),
                          context.currentSystemTimeMs(),
                          new RecordHeaders())));
    }

    private void remember(Record<byte[], Decoded<Fact>> record) {
      Instant fact = Provenance.takenIn(record.headers());
      takenIn = Math.min(takenIn, fact == null ? record.timestamp() : fact.toEpochMilli());
      if (Provenance.isTraced(record.headers())) {
        trace = new RecordHeaders();
        Provenance.passOnTrace(record.headers(), trace);
      }
    }

    private void send() {
      entities.flush();
      for (Differences.ScopeDifference sum : differences.take()) {
        context.forward(
            new Record<>(NO_KEY, new Output.Sum(sum.scope(), sum.difference()), takenIn, trace));
      }
      forgetProvenance();
    }

    private void forgetProvenance() {
      takenIn = Long.MAX_VALUE;
      trace = new RecordHeaders();
    }
  }
}
