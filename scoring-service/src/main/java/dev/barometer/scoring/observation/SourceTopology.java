package dev.barometer.scoring.observation;

import dev.barometer.contract.Scope;
import dev.barometer.contract.Topics;
import dev.barometer.starter.event.Trail;
import java.time.Instant;
import java.time.ZoneId;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1, keyed by the fact's id: remembers what each source last said and sends the difference to
 * each scope it belongs to. The same revision again, or a lower one, sends nothing.
 */
public final class SourceTopology {
  /** What each source last said, by {@code topic|id}. */
  public static final String SOURCES = "sources";

  private final List<DimensionPair> pairs;
  private final ZoneId zone;
  private final SourceMetrics metrics;
  private final String group;

  public SourceTopology(
      List<DimensionPair> pairs, ZoneId zone, SourceMetrics metrics, String group) {
    this.pairs = List.copyOf(pairs);
    this.zone = zone;
    this.metrics = metrics;
    this.group = group;
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
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(SOURCES), Serdes.String(), Serdes.ByteArray())
              .withCachingEnabled());
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class FindDifferences implements Processor<byte[], Reading, String, Difference> {
    private ProcessorContext<String, Difference> context;
    private KeyValueStore<String, byte[]> sources;

    @Override
    public void init(ProcessorContext<String, Difference> context) {
      this.context = context;
      this.sources = context.getStateStore(SOURCES);
    }

    @Override
    public void process(Record<byte[], Reading> record) {
      String topic = context.recordMetadata().orElseThrow().topic();
      Reading.Good reading = (Reading.Good) record.value();
      String source = topic + "|" + reading.id();
      byte[] stored = sources.get(source);
      Statement before = stored == null ? null : StatementCodec.read(stored);
      Statement now = statement(reading, before);
      if (now == null) {
        metrics.of(topic).duplicate();
        return;
      }
      Map<Scope, Difference> differences = Difference.between(before, now, zone);
      // Told with the time at which the fact was taken in: whoever reads the score can tell its
      // age.
      Instant takenIn = Trail.takenIn(record.headers());
      long time = takenIn == null ? record.timestamp() : takenIn.toEpochMilli();
      Headers trace = new RecordHeaders();
      Trail.passOnTrace(record.headers(), trace);
      differences.forEach(
          (scope, difference) ->
              context.forward(new Record<>(scope.toString(), difference, time, trace)));
      sources.put(source, StatementCodec.write(now));
      metrics.of(topic).handled();
    }

    /** What the source says now; null where the record tells nothing new. */
    private @Nullable Statement statement(Reading.Good reading, @Nullable Statement before) {
      if (reading.fact() == null) {
        return before == null || before.observations().isEmpty() ? null : before.erased();
      }
      boolean isNew = before == null || reading.fact().revision() > before.revision();
      return isNew ? Statement.of(reading.fact(), pairs) : null;
    }
  }
}
