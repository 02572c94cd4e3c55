package dev.barometer.scoring.observation;

import dev.barometer.benchmarks.history.History;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.rule.IsoTimes;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The way of one response of three scores through stage 1, step by step: what its bytes say,
 * whether it keeps its contract, what it observes where, the sums of its thirteen scopes, and its
 * binary form in the store of entities.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FactBenchmark {
  private static final int RESPONSES = 1_024;
  private static final int DIMENSION_VALUES = 10_000;
  private static final Instant FROM = Instant.parse("2026-11-16T00:00:00Z");
  private static final Instant NOW = FROM.plus(Duration.ofDays(3));
  private static final List<DimensionPair> PAIRS =
      List.of(
          DimensionPair.parse("team+agent"),
          DimensionPair.parse("service+channel"),
          DimensionPair.parse("service+team"));

  private final List<byte[]> json = new ArrayList<>();
  private final List<String> times = new ArrayList<>();
  private final List<Response> facts = new ArrayList<>();
  private final List<EntityState> states = new ArrayList<>();
  private final List<byte[]> binary = new ArrayList<>();
  private final DimensionValuesRepository dimensionValues =
      new DimensionValuesRepository(store(), DIMENSION_VALUES, (kind, dimension, isFirst) -> {});
  private final EntityStateCodec codec = new EntityStateCodec(dimensionValues);
  private final Differences differences = new Differences(ZoneOffset.UTC);
  private int next;

  /** Makes the responses, and checks what is going to be timed. */
  public FactBenchmark() {
    History history = new History("r-", RESPONSES, FROM, Duration.ofDays(1), false);
    history.forEachRecord(
        response -> {
          byte[] bytes = FactJson.write(response);
          json.add(bytes);
          facts.add(response);
          times.add(response.submittedAt().toString());
          require(
              IsoTimes.parse(response.submittedAt().toString()).equals(response.submittedAt()),
              "a time is what it was");
          require(FactJson.read(bytes, Response.class).equals(response), "a fact is what it was");
          require(Rules.check(response, response.id(), NOW).isEmpty(), "a fact is sound");
          EntityState state = state(response);
          states.add(state);
          byte[] written = codec.write(FactKind.RESPONSE, state);
          binary.add(written);
          require(
              codec.read(FactKind.RESPONSE, written).equals(state),
              "an entity state is what it was");
        });
  }

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("places"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  private static void require(boolean holds, String fact) {
    if (!holds) {
      throw new IllegalStateException("not true: " + fact);
    }
  }

  private int next() {
    next = (next + 1) % RESPONSES;
    return next;
  }

  private EntityState state(Response fact) {
    EntityState said = EntityState.of(fact, PAIRS);
    Map<Dimension, String> admitted =
        dimensionValues.admit(FactKind.RESPONSE, said.dimensionValues());
    return said.in(admitted);
  }

  @Benchmark
  public Response read() {
    return FactJson.read(json.get(next()), Response.class);
  }

  /** The one time of this response; a ticket has more. */
  @Benchmark
  public Instant time() {
    return IsoTimes.parse(times.get(next()));
  }

  @Benchmark
  public Instant timeByTheLibrary() {
    return Instant.parse(times.get(next()));
  }

  @Benchmark
  public List<Violation> check() {
    Response fact = facts.get(next());
    return Rules.check(fact, fact.id(), NOW);
  }

  @Benchmark
  public EntityState state() {
    return state(facts.get(next()));
  }

  /** Into sums that are there already, as for all but the first facts of a commit. */
  @Benchmark
  public Differences sum() {
    differences.add(null, states.get(next()));
    return differences;
  }

  @Benchmark
  public byte[] writeState() {
    return codec.write(FactKind.RESPONSE, states.get(next()));
  }

  @Benchmark
  public EntityState readState() {
    return codec.read(FactKind.RESPONSE, binary.get(next()));
  }
}
