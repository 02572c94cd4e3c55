package dev.barometer.scoring.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.score.Bucket;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.observation.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

class RollingRepositoryTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private record Seen(String scope, Instant time, int times) {}

  /** Commits fall anywhere, instances die anywhere between them, the clock moves in leaps. */
  @Property(tries = 200)
  void bucketsAndWindowsEqualTheirDefinition_whereverItCommitsAndDies(@ForAll long seed) {
    Random random = new Random(seed);
    Kept kept = new Kept();
    Kept committed = kept.copy();
    List<Seen> seen = new ArrayList<>();
    int seenAtCommit = 0;
    Instant now = START;
    RollingRepository state = kept.open();
    for (int step = 0; step < 60; step++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          flush(state);
          committed = kept.copy();
          seenAtCommit = seen.size();
        }
        case 1 -> {
          kept = committed.copy();
          state = kept.open();
          seen = new ArrayList<>(seen.subList(0, seenAtCommit));
        }
        case 2 -> now = now.plus(Duration.ofHours(random.nextInt(random.nextBoolean() ? 3 : 900)));
        default -> {
          age(state, now);
          Seen one =
              new Seen(
                  random.nextBoolean() ? "all" : "team:" + random.nextInt(3),
                  now.minus(Duration.ofHours(random.nextInt(random.nextBoolean() ? 30 : 2_600))),
                  random.nextInt(4) == 0 ? -1 : 1);
          state.add(one.scope, difference(one));
          seen.add(one);
        }
      }
    }
    age(state, now);
    flush(state);

    assertThat(kept.tallies()).isEqualTo(tallies(seen, now));
    assertThat(kept.windows()).isEqualTo(windows(seen, now));
  }

  @Example
  void visitsOnlyWhatHasSomethingLeaving() {
    Kept kept = new Kept();
    RollingRepository state = kept.open();
    age(state, START);
    for (int i = 0; i < 100; i++) {
      Instant time = START.minus(Duration.ofHours(i < 3 ? 23 : 5));
      state.add("team:" + i, difference(new Seen("team:" + i, time, 1)));
    }
    flush(state);

    age(state, START.plus(Duration.ofHours(1)));

    assertThat(state.changes()).isEqualTo(3);
  }

  @Example
  void countsOn_whenTheClockWasSetBack() {
    Kept kept = new Kept();
    long first = kept.open().nextSequence(1_000);

    long second = kept.open().nextSequence(500);

    assertThat(first).isEqualTo(1_000);
    assertThat(second).isEqualTo(1_001);
  }

  private static void age(RollingRepository state, Instant now) {
    if (state.isBehind(now)) {
      flush(state);
    }
    while (state.isBehind(now)) {
      state.age(now, () -> {});
    }
  }

  private static void flush(RollingRepository state) {
    state.flushBuckets();
    state.flushWindows();
    assertThat(state.changes()).isZero();
  }

  private static Difference difference(Seen seen) {
    Tallies tallies = new Tallies();
    count(tallies, seen);
    Map<Slice, Tallies> slices = new LinkedHashMap<>();
    slices.put(Slice.of(seen.time, ZoneOffset.UTC), tallies);
    return new Difference(slices);
  }

  private static void count(Tallies tallies, Seen seen) {
    Observation observation = Observation.volume("responses", seen.time);
    if (seen.times > 0) {
      tallies.add(observation);
    } else {
      tallies.retract(observation);
    }
  }

  private static Map<String, Tallies> tallies(List<Seen> seen, Instant now) {
    Map<String, Tallies> result = new TreeMap<>();
    for (Seen one : seen) {
      count(of(result, one.scope + "|" + Bucket.Day.of(one.time, ZoneOffset.UTC).label()), one);
      if (hoursAgo(one, now) < 100 * 24) {
        count(of(result, one.scope + "|" + new Bucket.Hour(one.time).label()), one);
      }
    }
    result.values().removeIf(Tallies::isEmpty);
    return result;
  }

  private static Map<String, Tallies> windows(List<Seen> seen, Instant now) {
    Map<String, Tallies> result = new TreeMap<>();
    for (Seen one : seen) {
      Map.of("24h", 24, "7d", 168, "30d", 720, "90d", 2160)
          .forEach(
              (label, hours) -> {
                if (hoursAgo(one, now) < hours) {
                  count(of(result, one.scope + " " + label), one);
                }
              });
    }
    result.values().removeIf(Tallies::isEmpty);
    return result;
  }

  private static Tallies of(Map<String, Tallies> result, String key) {
    return result.computeIfAbsent(key, none -> new Tallies());
  }

  private static long hoursAgo(Seen seen, Instant now) {
    return ChronoUnit.HOURS.between(seen.time.truncatedTo(ChronoUnit.HOURS), now);
  }

  /** The stores as they are after a flush; a copy of them is what a commit leaves. */
  private record Kept(
      KeyValueStore<byte[], byte[]> buckets,
      KeyValueStore<String, byte[]> running,
      KeyValueStore<String, byte[]> clock) {
    Kept() {
      this(
          store("tallies", Serdes.ByteArray()),
          store("windows", Serdes.String()),
          store("clock", Serdes.String()));
    }

    /** With so little room that objects are written and read all the time. */
    RollingRepository open() {
      return new RollingRepository(
          new TalliesStore(buckets),
          new WindowsStore(running),
          new ClockStore(clock),
          Retention.forEver(ZoneOffset.UTC),
          300);
    }

    Kept copy() {
      Kept copy = new Kept();
      copy(buckets, copy.buckets);
      copy(running, copy.running);
      copy(clock, copy.clock);
      return copy;
    }

    Map<String, Tallies> tallies() {
      Map<String, Tallies> result = new TreeMap<>();
      try (KeyValueIterator<byte[], byte[]> all = buckets.all()) {
        all.forEachRemaining(
            entry ->
                result.put(ScopeBucket.fromBytes(entry.key).key(), Tallies.fromBytes(entry.value)));
      }
      return result;
    }

    Map<String, Tallies> windows() {
      Map<String, Tallies> result = new TreeMap<>();
      try (KeyValueIterator<String, byte[]> all = running.all()) {
        all.forEachRemaining(
            entry -> {
              RunningWindows windows = RunningWindows.fromBytes(entry.value);
              for (Window window : Window.values()) {
                if (!windows.of(window).isEmpty()) {
                  result.put(entry.key + " " + window.label(), windows.of(window));
                }
              }
            });
      }
      return result;
    }

    private static <K> void copy(KeyValueStore<K, byte[]> from, KeyValueStore<K, byte[]> to) {
      try (KeyValueIterator<K, byte[]> all = from.all()) {
        all.forEachRemaining(entry -> to.put(entry.key, entry.value));
      }
    }

    private static <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys) {
      KeyValueStore<K, byte[]> store =
          Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
              .withLoggingDisabled()
              .build();
      store.init(new MockProcessorContext<>().getStateStoreContext(), store);
      return store;
    }
  }
}
