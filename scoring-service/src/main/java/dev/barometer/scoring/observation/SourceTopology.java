package dev.barometer.scoring.observation;

import dev.barometer.contract.Dimension;
import dev.barometer.contract.Topics;
import dev.barometer.scoring.state.CommitStore;
import dev.barometer.starter.event.Trail;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, keyed by the fact's id: remembers what each source last said and sums up the differences
 * by scope. The same revision again, or a lower one, changes nothing. The sums go out with the next
 * commit, in its transaction, so a scope costs one record per commit however busy it is.
 */
public final class SourceTopology {
  private static final String COMMIT = "sources-commit";

  /** So many sums or sources go out before the commit, to bound the memory they take. */
  private static final int MAX_WAITING = 20_000;

  /** How a source is read: which pairs are scored, whose days count, how much may be told apart. */
  public record Rules(List<DimensionPair> pairs, ZoneId zone, int valuesPerDimension) {
    public Rules {
      pairs = List.copyOf(pairs);
    }
  }

  private final Rules rules;
  private final SourceMetrics metrics;
  private final String group;

  public SourceTopology(Rules rules, SourceMetrics metrics, String group) {
    this.rules = rules;
    this.metrics = metrics;
    this.group = group;
  }

  /** Where the facts are that are scored. */
  public static List<String> topics() {
    return Arrays.stream(FactKind.values()).map(FactKind::topic).toList();
  }

  /** Facts in, differences by scope out; what cannot be read goes to its topic's dead letters. */
  public KStream<String, Difference> differences(KStream<byte[], byte[]> facts) {
    KStream<byte[], Reading> readings =
        facts.process(() -> new FactTopology.Reader(metrics, group), Named.as("read-facts"));
    readings
        .filter((key, reading) -> reading instanceof Reading.Bad, Named.as("bad-facts"))
        .mapValues(reading -> ((Reading.Bad) reading).bytes(), Named.as("unwrap-bad-facts"))
        .to(
            (key, bytes, context) -> Topics.deadLettersOf(context.topic(), group),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("write-dead-letters"));
    return readings
        .filter((key, reading) -> reading instanceof Reading.Good, Named.as("good-facts"))
        .process(new SupplyDifferences(), Named.as("find-differences"));
  }

  private final class SupplyDifferences
      implements ProcessorSupplier<byte[], Reading, String, Difference> {
    @Override
    public Processor<byte[], Reading, String, Difference> get() {
      return new FindDifferences();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          SourceRepository.builder(), PlaceRepository.builder(), CommitStore.builder(COMMIT));
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class FindDifferences implements Processor<byte[], Reading, String, Difference> {
    private ProcessorContext<String, Difference> context;
    private PlaceRepository places;
    private SourceRepository sources;
    private Differences differences;

    /**
     * The sums of a commit share one trail: when the oldest of its facts was taken in, and a trace.
     */
    private long takenIn;

    private Headers trace;

    /** Called again when a task goes on after its stores were restored: all objects are new. */
    @Override
    public void init(ProcessorContext<String, Difference> context) {
      this.context = context;
      places =
          new PlaceRepository(
              context.getStateStore(PlaceRepository.PLACES),
              rules.valuesPerDimension,
              metrics::gathered);
      sources =
          new SourceRepository(
              context.getStateStore(SourceRepository.SOURCES), new StatementCodec(places));
      differences = new Differences(rules.zone);
      forgetTrail();
      CommitStore commit = context.getStateStore(COMMIT);
      commit.beforeCommit(context, this::send);
    }

    @Override
    public void process(Record<byte[], Reading> record) {
      String topic = context.recordMetadata().orElseThrow().topic();
      Reading.Good reading = (Reading.Good) record.value();
      Source source = FactKind.ofTopic(topic).source(reading.id());
      Statement before = sources.of(source);
      Statement now = statement(source, reading, before);
      if (now == null) {
        metrics.of(topic).duplicate();
        return;
      }
      differences.add(before, now);
      sources.keep(source, now);
      remember(record);
      metrics.of(topic).handled();
      if (differences.slices() + sources.changes() > MAX_WAITING) {
        send();
      }
    }

    /** What the source says now; null where the record tells nothing new. */
    private @Nullable Statement statement(
        Source source, Reading.Good reading, @Nullable Statement before) {
      if (reading.fact() == null) {
        return before == null || before.observations().isEmpty() ? null : before.erased();
      }
      if (before != null && reading.fact().revision() <= before.revision()) {
        return null;
      }
      Statement said = Statement.of(reading.fact(), rules.pairs);
      Map<Dimension, String> admitted = places.admit(source.kind(), said.places());
      return said.in(admitted);
    }

    private void remember(Record<byte[], Reading> record) {
      Instant fact = Trail.takenIn(record.headers());
      takenIn = Math.min(takenIn, fact == null ? record.timestamp() : fact.toEpochMilli());
      if (Trail.isTraced(record.headers())) {
        trace = new RecordHeaders();
        Trail.passOnTrace(record.headers(), trace);
      }
    }

    private void send() {
      sources.flush();
      for (Differences.ScopeDifference sum : differences.take()) {
        context.forward(new Record<>(sum.scope(), sum.difference(), takenIn, trace));
      }
      forgetTrail();
    }

    private void forgetTrail() {
      takenIn = Long.MAX_VALUE;
      trace = new RecordHeaders();
    }
  }
}
