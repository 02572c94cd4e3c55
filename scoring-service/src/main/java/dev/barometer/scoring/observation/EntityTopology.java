package dev.barometer.scoring.observation;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Observation;
import dev.barometer.scoring.state.CommitStore;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.stream.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, keyed by the fact's id: remembers what each entity last said and sums up the differences
 * by scope. The same revision again, or a lower one, changes nothing. The sums go out with the next
 * commit, in its transaction, so a scope costs one record per commit however busy it is.
 */
public final class EntityTopology {
  private static final Set<String> OPEN_INVITATIONS = Set.of("issued", "reminded");
  private static final String COMMIT = "sources-commit";

  /** Sums get their key, the scope, in the step that follows. */
  private static final byte[] NO_KEY = {};

  /** So many sums or entities go out before the commit, to bound the memory they take. */
  private static final int MAX_WAITING = 20_000;

  /** So often, and so many of each partition, entities are looked at that may be forgotten. */
  private static final Duration FORGETTING = Duration.ofSeconds(10);

  private static final int LOOKED_AT = 5_000;

  /**
   * How an entity is read: which pairs are scored, which days count, how much may be told apart.
   *
   * @param groupSize how many people are published together at least; 1 publishes each at once
   */
  public record Rules(
      List<DimensionPair> pairs, Retention retention, int valuesPerDimension, int groupSize) {
    public Rules {
      pairs = List.copyOf(pairs);
    }

    /** Whether what people say is held back until it can be published of a group. */
    public boolean isHolding() {
      return groupSize > 1;
    }
  }

  /** So long after its last answer came, a group that is large enough is published. */
  public static final Duration GROUPS_PUBLISHED_AFTER = HoldingTopology.SETTLED;

  private final Rules rules;
  private final EntityMetrics metrics;
  private final String group;

  public EntityTopology(Rules rules, EntityMetrics metrics, String group) {
    this.rules = rules;
    this.metrics = metrics;
    this.group = group;
  }

  /** Where the facts are that are scored. */
  public static List<String> topics() {
    return Arrays.stream(FactKind.values()).map(FactKind::topic).toList();
  }

  /**
   * Facts in, differences by scope out; what is not scored goes to its topic's dead letters. Where
   * people are published in groups only, a second stream has those.
   */
  public List<KStream<String, Difference>> differences(KStream<byte[], byte[]> facts) {
    KStream<byte[], Decoded<Fact>> records =
        facts.process(FactTopology.Opening::new, Named.as("read-facts"));
    KStream<byte[], Output> outputs =
        records
            .filter((key, decoded) -> decoded instanceof Decoded.Good<?>, Named.as("good-facts"))
            .process(new SupplyDifferences(), Named.as("find-differences"));
    records
        .filter((key, decoded) -> decoded instanceof Decoded.Refused<?>, Named.as("bad-facts"))
        .merge(
            outputs
                .filter((key, output) -> output instanceof Output.TooOld, Named.as("old-facts"))
                .mapValues(
                    output -> ((Output.TooOld) output).refused(), Named.as("unwrap-old-facts")),
            Named.as("dead-letters"))
        .process(() -> new FactTopology.Refusal(metrics, group), Named.as("make-dead-letters"))
        .to(
            (key, bytes, context) -> Topics.deadLettersOf(context.topic(), group),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("write-dead-letters"));
    KStream<String, Difference> sums =
        outputs
            .filter((key, output) -> output instanceof Output.Sum, Named.as("sums"))
            .map((key, output) -> ((Output.Sum) output).byScope(), Named.as("sums-by-scope"));
    return rules.isHolding() ? List.of(sums, groups(outputs)) : List.of(sums);
  }

  /** Re-keyed from entity to measure: who else said something is known in one place only. */
  private KStream<String, Difference> groups(KStream<byte[], Output> outputs) {
    return outputs
        .filter((key, output) -> output instanceof Output.Held, Named.as("held"))
        .map((key, output) -> ((Output.Held) output).byMeasure(), Named.as("held-by-measure"))
        .repartition(
            Repartitioned.<String, byte[]>as("by-measure")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray()))
        .process(new HoldingTopology(rules), Named.as("form-groups"));
  }

  /** What follows from facts. */
  private sealed interface Output {
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

  private final class SupplyDifferences
      implements ProcessorSupplier<byte[], Decoded<Fact>, byte[], Output> {
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
              rules.valuesPerDimension,
              metrics::gathered);
      entities =
          new EntityRepository(
              context.getStateStore(EntityRepository.ENTITIES),
              new EntityStateCodec(dimensionValues));
      differences = new Differences(rules.retention.zone());
      forgetProvenance();
      CommitStore commit = context.getStateStore(COMMIT);
      commit.beforeCommit(context, this::send);
      Commits.join(context);
      if (rules.retention.isLimited()) {
        context.schedule(FORGETTING, PunctuationType.WALL_CLOCK_TIME, time -> forgetOldEntities());
      }
    }

    @Override
    public void close() {
      Commits.leave(context);
    }

    private void forgetOldEntities() {
      Instant now = clock();
      entities.forget(LOOKED_AT, said -> rules.retention.isOver(said, now));
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
      if (rules.retention.isOver(now, clock())) {
        if (before == null) {
          context.forward(record.withValue(tooOld(decoded)));
          return;
        }
        now = now.erased();
      }
      if (rules.isHolding() && entity.kind().isOfPeople()) {
        hold(entity, personOf(entity, decoded.value()), before, now);
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
                  + rules.retention.firstDay(clock())
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
      EntityState said = said(decoded.value());
      Map<Dimension, String> admitted =
          dimensionValues.admit(entity.kind(), said.dimensionValues());
      return said.in(admitted);
    }

    private static String personOf(Entity entity, @Nullable Fact fact) {
      Respondent respondent = null;
      if (fact instanceof Response response) {
        respondent = response.respondent();
      } else if (fact instanceof Invitation invitation) {
        respondent = invitation.respondent();
      } else if (fact instanceof Mention mention) {
        respondent = mention.author();
      }
      return HeldAnswer.personOf(entity.key(), respondent);
    }

    /**
     * What is published for good waits for its end: an invitation until it is answered or expired.
     */
    private EntityState said(Fact fact) {
      EntityState said = EntityState.of(fact, rules.pairs);
      return rules.isHolding()
              && fact instanceof Invitation invitation
              && OPEN_INVITATIONS.contains(invitation.status())
          ? new EntityState(said.revision(), said.dimensionValues(), said.pairs(), List.of())
          : said;
    }

    /** Each measure goes its own way: not everybody answers every question. */
    private void hold(Entity entity, String person, @Nullable EntityState before, EntityState now) {
      Map<Measure, List<Observation>> said = byMeasure(now);
      Set<Measure> known = before == null ? Set.of() : byMeasure(before).keySet();
      Set<Measure> measures = new LinkedHashSet<>(said.keySet());
      measures.addAll(known);
      for (Measure measure : measures) {
        HeldAnswer answer =
            new HeldAnswer(
                entity.key(),
                person,
                known.contains(measure),
                clock(),
                now.dimensionValues(),
                said.getOrDefault(measure, List.of()));
        context.forward(
            new Record<>(
                NO_KEY,
                new Output.Held(measure.toString(), answer),
                context.currentSystemTimeMs(),
                new RecordHeaders()));
      }
    }

    private static Map<Measure, List<Observation>> byMeasure(EntityState state) {
      return state.observations().stream()
          .collect(
              Collectors.groupingBy(Observation::measure, LinkedHashMap::new, Collectors.toList()));
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
