package dev.barometer.scoring.rolling;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Trail;
import dev.barometer.starter.fact.FactJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2, keyed by scope: adds differences to tallies and windows, lets windows age with the
 * clock, and tells what changed, at most once per scope or bucket and emission interval.
 */
public final class RollingTopology {
  private static final String SOURCE = "/barometer/scoring-service";

  private final Duration emitInterval;
  private final ScopeScoring scoring;

  public RollingTopology(Duration emitInterval, long minimumN) {
    this.emitInterval = emitInterval;
    this.scoring = new ScopeScoring(minimumN);
  }

  /** What the stage tells: tallies of buckets and scores of scopes. */
  public record Told(KStream<String, byte[]> tallies, KStream<String, byte[]> scores) {}

  /** Differences in, tallies and scores out. */
  public Told roll(KStream<String, Difference> differences) {
    // Re-keyed from source to scope: one record per fact and scope crosses the broker.
    KStream<String, Outcome> outcomes =
        differences
            .repartition(
                Repartitioned.<String, Difference>as("by-scope")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(differenceSerde()))
            .process(new SupplyRolling(), Named.as("roll-windows"));
    return new Told(
        outcomes
            .filter((key, outcome) -> outcome.isBucket(), Named.as("told-tallies"))
            .mapValues(Outcome::json, Named.as("tallies-as-json")),
        outcomes
            .filter((key, outcome) -> !outcome.isBucket(), Named.as("told-scores"))
            .mapValues(Outcome::json, Named.as("scores-as-json")));
  }

  private static Serde<Difference> differenceSerde() {
    return Serdes.serdeFrom(
        (topic, difference) -> difference.toBytes(), (topic, bytes) -> Difference.fromBytes(bytes));
  }

  /**
   * What a change comes from: of several facts the time of the oldest, and the trace of the last.
   */
  private record Origin(long takenIn, Headers trace) {
    Origin mergedWith(Origin later) {
      return new Origin(
          Math.min(takenIn, later.takenIn), Trail.isTraced(later.trace) ? later.trace : trace);
    }
  }

  /** One record to be written; null JSON is a tombstone. */
  private record Outcome(boolean isBucket, byte @Nullable [] json) {}

  private final class SupplyRolling
      implements ProcessorSupplier<String, Difference, String, Outcome> {
    @Override
    public Processor<String, Difference, String, Outcome> get() {
      return new Roll();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return RollingRepository.stores();
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class Roll implements Processor<String, Difference, String, Outcome> {
    private ProcessorContext<String, Outcome> context;
    private RollingRepository state;

    /** By scope, since it was told last; a crash forgets it, and nothing is decided by it. */
    private final Map<String, Origin> origins = new HashMap<>();

    @Override
    public void init(ProcessorContext<String, Outcome> context) {
      this.context = context;
      this.state = new RollingRepository(context);
      context.schedule(emitInterval, PunctuationType.WALL_CLOCK_TIME, now -> tell());
    }

    @Override
    public void process(Record<String, Difference> record) {
      state.age(now().truncatedTo(ChronoUnit.HOURS));
      state.add(record.key(), record.value());
      origins.merge(
          record.key(), new Origin(record.timestamp(), record.headers()), Origin::mergedWith);
    }

    private Instant now() {
      return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void tell() {
      Instant now = now();
      state.age(now.truncatedTo(ChronoUnit.HOURS));
      List<RollingRepository.Changed> changes = state.takePending();
      if (changes.isEmpty()) {
        return;
      }
      long sequence = state.nextSequence(now.toEpochMilli());
      changes.forEach(change -> tell(change, sequence, now));
      origins.clear();
    }

    private void tell(RollingRepository.Changed change, long sequence, Instant now) {
      Headers headers = new RecordHeaders();
      String type = change.isBucket() ? EventTypes.TALLIES_UPDATED : EventTypes.SCORES_UPDATED;
      KafkaEvents.write(headers, change.key() + "@" + sequence, SOURCE, type, now);
      headers.add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
      Origin origin = origins.get(change.scope());
      if (origin != null) {
        Trail.begin(headers, Instant.ofEpochMilli(origin.takenIn()));
        Trail.passOnTrace(origin.trace(), headers);
      }
      byte[] json = change.isBucket() ? tallies(change.key()) : scores(change.key());
      context.forward(
          new Record<>(
              change.key(), new Outcome(change.isBucket(), json), now.toEpochMilli(), headers));
    }

    private byte @Nullable [] tallies(String key) {
      Tallies tallies = state.tallies(key);
      if (tallies == null) {
        return null;
      }
      int split = key.lastIndexOf('|');
      return FactJson.write(
          ScopeTallies.of(key.substring(0, split), key.substring(split + 1), tallies));
    }

    private byte[] scores(String scope) {
      return FactJson.write(scoring.scores(scope, state.hourReached(), state.windows(scope)));
    }
  }
}
