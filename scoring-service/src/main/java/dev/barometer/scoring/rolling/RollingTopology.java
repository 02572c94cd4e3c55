package dev.barometer.scoring.rolling;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.scoring.observation.DimensionPair;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.state.CommitStore;
import dev.barometer.scoring.state.WriteBehind.Change;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.stream.Commits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
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
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2, keyed by scope: adds differences to tallies and windows and lets windows age with the
 * clock. What changed is published with the next commit, in its transaction: once per scope and
 * bucket, however often it changed.
 */
public final class RollingTopology {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String SOURCE = "/barometer/scoring-service";

  private static final String COMMIT = "rolling-commit";
  private static final Serde<Difference> DIFFERENCES =
      Serdes.serdeFrom(
          (topic, difference) -> difference.toBytes(),
          (topic, bytes) -> Difference.fromBytes(bytes));

  /** So many changes are published before the commit, to bound the memory they take. */
  private static final int MAX_WAITING = 10_000;

  private final ScopeScoring scoring;
  private final Retention retention;
  private final long heapPerStore;

  /**
   * @param minimumN the n under which the score of an opinion gives no number
   * @param pairs what stage 1 scores together; published, so that readers know it
   */
  public RollingTopology(
      long minimumN, List<DimensionPair> pairs, Retention retention, long heapPerStore) {
    this.scoring = new ScopeScoring(minimumN, pairs);
    this.retention = retention;
    this.heapPerStore = heapPerStore;
  }

  /** What the stage publishes: tallies of buckets and scores of scopes. */
  public record Published(KStream<String, byte[]> tallies, KStream<String, byte[]> scores) {}

  /**
   * Differences in, tallies and scores out.
   *
   * @param differences of facts, and where people are published in groups only, those of the groups
   */
  public Published roll(List<KStream<String, Difference>> differences) {
    KStream<String, Difference> byScope = byScope(differences.get(0), "by-scope");
    if (differences.size() > 1) {
      byScope =
          byScope.merge(
              byScope(differences.get(1), "groups-by-scope"), Named.as("facts-and-groups"));
    }
    KStream<String, Outcome> outcomes =
        byScope.process(new SupplyRolling(), Named.as("roll-windows"));
    return new Published(
        outcomes
            .filter((key, outcome) -> outcome.isBucket(), Named.as("told-tallies"))
            .mapValues(Outcome::json, Named.as("tallies-as-json")),
        outcomes
            .filter((key, outcome) -> !outcome.isBucket(), Named.as("told-scores"))
            .mapValues(Outcome::json, Named.as("scores-as-json")));
  }

  /** Re-keyed from entity to scope: sums cross the broker, one record per scope and commit. */
  private static KStream<String, Difference> byScope(
      KStream<String, Difference> differences, String name) {
    return differences.repartition(
        Repartitioned.<String, Difference>as(name)
            .withKeySerde(Serdes.String())
            .withValueSerde(DIFFERENCES));
  }

  /**
   * What a change comes from: of several facts the time of the oldest, and the trace of the last.
   */
  private record Origin(long takenIn, Headers trace) {
    Origin mergedWith(Origin later) {
      return new Origin(
          Math.min(takenIn, later.takenIn), Provenance.isTraced(later.trace) ? later.trace : trace);
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
      Set<StoreBuilder<?>> stores = new HashSet<>(RollingRepository.stores());
      stores.add(CommitStore.builder(COMMIT));
      return stores;
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private final class Roll implements Processor<String, Difference, String, Outcome> {
    private ProcessorContext<String, Outcome> context;
    private RollingRepository state;
    private Cancellable catchingUp;

    /** By scope, since it was published last; a crash forgets it, and nothing is decided by it. */
    private final Map<String, Origin> origins = new HashMap<>();

    /** Called again when a task goes on after its stores were restored: all objects are new. */
    @Override
    public void init(ProcessorContext<String, Outcome> context) {
      this.context = context;
      state = new RollingRepository(context, retention, heapPerStore);
      origins.clear();
      CommitStore commit = context.getStateStore(COMMIT);
      commit.beforeCommit(context, this::publish);
      Commits.join(context);
      // Hours may have passed while nobody was here; afterwards only at each full hour.
      catchingUp = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, time -> catchUp());
      context.schedule(Instant.EPOCH, HOUR, PunctuationType.WALL_CLOCK_TIME, time -> age());
    }

    @Override
    public void close() {
      Commits.leave(context);
    }

    private void catchUp() {
      age();
      catchingUp.cancel();
    }

    @Override
    public void process(Record<String, Difference> record) {
      age();
      state.add(record.key(), record.value());
      origins.merge(
          record.key(), new Origin(record.timestamp(), record.headers()), Origin::mergedWith);
      publishEarly();
    }

    private Instant now() {
      return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void age() {
      Instant hour = now().truncatedTo(ChronoUnit.HOURS);
      if (state.isBehind(hour)) {
        publish();
        while (state.isBehind(hour)) {
          state.age(hour, this::publishEarly);
        }
      }
    }

    private void publishEarly() {
      if (state.changes() > MAX_WAITING) {
        publish();
      }
    }

    /** Writes what changed and publishes it, the scope {@code all} last. */
    private void publish() {
      if (state.changes() == 0) {
        return;
      }
      Instant now = now();
      long sequence = state.nextSequence(now.toEpochMilli());
      List<Change<ScopeBucket, Tallies>> buckets = state.flushBuckets();
      List<Change<String, RunningWindows>> scopes = state.flushWindows();
      for (boolean all : new boolean[] {false, true}) {
        for (Change<ScopeBucket, Tallies> change : buckets) {
          if (ScopeBucket.isAll(change.key().scope()) == all) {
            Outcome outcome = new Outcome(true, tallies(change));
            publish(change.key().key(), change.key().scope(), outcome, sequence, now);
          }
        }
        for (Change<String, RunningWindows> change : scopes) {
          if (ScopeBucket.isAll(change.key()) == all) {
            Outcome outcome = new Outcome(false, scores(change));
            publish(change.key(), change.key(), outcome, sequence, now);
          }
        }
      }
      origins.clear();
    }

    private void publish(String key, String scope, Outcome outcome, long sequence, Instant now) {
      Headers headers = new RecordHeaders();
      String type = outcome.isBucket ? EventTypes.TALLIES_UPDATED : EventTypes.SCORES_UPDATED;
      KafkaEvents.write(headers, key + "@" + sequence, SOURCE, type, now);
      headers.add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
      Origin origin = origins.get(scope);
      if (origin != null) {
        Provenance.begin(headers, Instant.ofEpochMilli(origin.takenIn()));
        Provenance.passOnTrace(origin.trace(), headers);
      }
      context.forward(new Record<>(key, outcome, now.toEpochMilli(), headers));
    }

    private static byte @Nullable [] tallies(Change<ScopeBucket, Tallies> change) {
      Tallies tallies = change.value();
      ScopeBucket key = change.key();
      return tallies == null
          ? null
          : FactJson.write(ScopeTallies.of(key.scope(), key.bucket().label(), tallies));
    }

    private byte[] scores(Change<String, RunningWindows> change) {
      return FactJson.write(scoring.scores(change.key(), state.hourReached(), change.value()));
    }
  }
}
