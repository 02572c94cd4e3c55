package dev.barometer.scoring.rolling;

import dev.barometer.contract.score.Bucket;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.observation.Slice;
import dev.barometer.scoring.state.WriteBehind;
import dev.barometer.scoring.state.WriteBehind.Change;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The state of stage 2 for the scopes of one partition. What must stay true: a window equals the
 * sum of the hour buckets inside it. Changes are made on the heap and written by {@link
 * #flushBuckets} and {@link #flushWindows}, which return what they wrote.
 */
final class RollingRepository {
  /** Hour buckets are kept this long; then only the day remains. */
  static final Duration HOURS_KEPT = Retention.SHORTEST;

  private static final Duration HOUR = Duration.ofHours(1);

  /** Who was away for long catches up in steps, so that not all that left is in memory at once. */
  private static final Duration MAX_STEP = Duration.ofDays(1);

  static final String TALLIES = "tallies";
  static final String WINDOWS = "windows";
  private static final String CLOCK = "clock";

  private static final Comparator<String> ALL_LAST =
      Comparator.comparing(ScopeBucket::isAll).thenComparing(Comparator.naturalOrder());

  private final KeyValueStore<byte[], byte[]> stored;
  private final KeyValueStore<String, byte[]> clock;
  private final WriteBehind<ScopeBucket, Tallies> tallies;
  private final WriteBehind<String, RunningWindows> windows;
  private final Retention retention;
  private Instant hourReached;
  private LocalDate firstDay;

  /** No day before this one is left. */
  private LocalDate droppedTo = LocalDate.MIN;

  RollingRepository(ProcessingContext context, Retention retention, long heapPerStore) {
    this(
        context.getStateStore(TALLIES),
        context.getStateStore(WINDOWS),
        context.getStateStore(CLOCK),
        retention,
        heapPerStore);
  }

  RollingRepository(
      KeyValueStore<byte[], byte[]> tallies,
      KeyValueStore<String, byte[]> windows,
      KeyValueStore<String, byte[]> clock,
      Retention retention,
      long heapPerStore) {
    this.stored = tallies;
    this.clock = clock;
    this.retention = retention;
    this.tallies = new WriteBehind<>(new KeptTallies(tallies), heapPerStore);
    this.windows = new WriteBehind<>(new KeptWindows(windows), heapPerStore);
    this.hourReached = Instant.ofEpochMilli(number("hour", 0));
    this.firstDay = retention.firstDay(hourReached);
  }

  static Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TALLIES), Serdes.ByteArray(), Serdes.ByteArray())
            .withCachingDisabled(),
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(WINDOWS), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled(),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(CLOCK), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled());
  }

  /** Adds what changed in a scope. Call {@link #age} first. */
  void add(String scope, Difference difference) {
    // All is published with each change, also of long ago: with it readers learn which pairs are
    // kept.
    RunningWindows running = ScopeBucket.isAll(scope) ? windows(scope) : null;
    for (Map.Entry<Slice, Tallies> entry : difference.slices().entrySet()) {
      Slice slice = entry.getKey();
      Tallies change = entry.getValue();
      if (slice.day().date().isBefore(firstDay)) {
        continue;
      }
      merge(new ScopeBucket(scope, slice.day()), change);
      Instant hour = slice.hour().start();
      if (!hour.plus(HOURS_KEPT).isAfter(hourReached)) {
        continue;
      }
      merge(new ScopeBucket(scope, slice.hour()), change);
      for (Window window : Window.values()) {
        if (window.holds(hour, hourReached)) {
          running = running == null ? windows(scope) : running;
          running.of(window).merge(change);
        }
      }
    }
    if (running != null) {
      keep(scope, running);
    }
  }

  private void merge(ScopeBucket bucket, Tallies change) {
    Tallies merged = tallies.get(bucket);
    if (merged == null) {
      merged = new Tallies();
    }
    merged.merge(change);
    if (merged.isEmpty()) {
      tallies.remove(bucket);
    } else {
      tallies.put(bucket, merged);
    }
  }

  private RunningWindows windows(String scope) {
    RunningWindows running = windows.get(scope);
    return running == null ? new RunningWindows() : running;
  }

  private void keep(String scope, RunningWindows running) {
    if (running.isEmpty()) {
      windows.remove(scope);
    } else {
      windows.put(scope, running);
    }
  }

  /** The hour the windows are true for; {@link Instant#EPOCH} before the first. */
  Instant hourReached() {
    return hourReached;
  }

  /** Whether time has come to a later hour than the windows are true for. */
  boolean isBehind(Instant hour) {
    return hour.isAfter(hourReached);
  }

  /**
   * Moves the clock on, a day at most; the first time to where it stands. Subtracts from each
   * window the hours that leave it, and drops hour buckets past their time. Visits only the scopes
   * that have something leaving. Everything must be flushed before.
   *
   * @param visited called after each scope, when its windows are true for the hour reached
   */
  void age(Instant now, Runnable visited) {
    Instant before = hourReached;
    if (before.equals(Instant.EPOCH)) {
      reach(now);
      return;
    }
    Instant step = before.plus(MAX_STEP);
    reach(now.isBefore(step) ? now : step);
    leaving(before).forEach((scope, left) -> leave(scope, left, visited));
    for (ScopeBucket old : buckets(before.minus(HOURS_KEPT), hourReached.minus(HOURS_KEPT))) {
      tallies.remove(old);
      visited.run();
    }
    dropDays(visited);
  }

  /**
   * Drops the days that no longer count, one after the other: after a new setting they are many.
   */
  private void dropDays(Runnable visited) {
    byte[] end = ScopeBucket.startOf(firstDay);
    List<ScopeBucket> day = firstDayIn(ScopeBucket.startOf(droppedTo), end);
    while (!day.isEmpty()) {
      for (ScopeBucket old : day) {
        tallies.remove(old);
        visited.run();
      }
      LocalDate dropped = ((Bucket.Day) day.get(0).bucket()).date();
      day = firstDayIn(ScopeBucket.startOf(dropped.plusDays(1)), end);
    }
    droppedTo = firstDay;
  }

  /** The buckets of the first day there is in a range. */
  private List<ScopeBucket> firstDayIn(byte[] from, byte[] to) {
    List<ScopeBucket> day = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found = stored.range(from, to)) {
      while (found.hasNext()) {
        ScopeBucket next = ScopeBucket.fromBytes(found.next().key);
        if (!day.isEmpty() && !next.bucket().equals(day.get(0).bucket())) {
          break;
        }
        day.add(next);
      }
    }
    return day;
  }

  private void reach(Instant hour) {
    hourReached = hour;
    firstDay = retention.firstDay(hour);
    clock.put("hour", bytes(hour.toEpochMilli()));
  }

  /** An hour bucket that leaves a window. */
  private record Leaving(Window window, ScopeBucket bucket) {}

  private Map<String, List<Leaving>> leaving(Instant before) {
    Map<String, List<Leaving>> byScope = new TreeMap<>(ALL_LAST);
    for (Window window : Window.values()) {
      Instant after = window.hourLeavingAt(before);
      for (ScopeBucket bucket : buckets(after, window.hourLeavingAt(hourReached))) {
        byScope
            .computeIfAbsent(bucket.scope(), none -> new ArrayList<>())
            .add(new Leaving(window, bucket));
      }
    }
    return byScope;
  }

  private void leave(String scope, List<Leaving> left, Runnable visited) {
    RunningWindows running = windows(scope);
    for (Leaving leaving : left) {
      Tallies bucket = tallies.get(leaving.bucket);
      if (bucket != null) {
        running.of(leaving.window).subtract(bucket);
      }
    }
    keep(scope, running);
    visited.run();
  }

  /** The buckets of the hours after one hour, up to and with another. */
  private List<ScopeBucket> buckets(Instant after, Instant last) {
    List<ScopeBucket> buckets = new ArrayList<>();
    byte[] from = ScopeBucket.startOf(after.plus(HOUR));
    byte[] to = ScopeBucket.startOf(last.plus(HOUR));
    try (KeyValueIterator<byte[], byte[]> found = stored.range(from, to)) {
      found.forEachRemaining(entry -> buckets.add(ScopeBucket.fromBytes(entry.key)));
    }
    return buckets;
  }

  /**
   * The number of the next emission: the clock's milliseconds, but always above the last one, also
   * after a restart and when the clock was set back.
   */
  long nextSequence(long nowMillis) {
    long next = Math.max(nowMillis, number("sequence", nowMillis - 1) + 1);
    clock.put("sequence", bytes(next));
    return next;
  }

  /** How many buckets and windows changed since they were last written. */
  int changes() {
    return tallies.changes() + windows.changes();
  }

  List<Change<ScopeBucket, Tallies>> flushBuckets() {
    return tallies.flush();
  }

  List<Change<String, RunningWindows>> flushWindows() {
    return windows.flush();
  }

  private long number(String name, long unknown) {
    byte[] bytes = clock.get(name);
    return bytes == null ? unknown : ByteBuffer.wrap(bytes).getLong();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private record KeptTallies(KeyValueStore<byte[], byte[]> store)
      implements WriteBehind.Store<ScopeBucket, Tallies> {
    @Override
    public byte @Nullable [] get(ScopeBucket bucket) {
      return store.get(bucket.toBytes());
    }

    @Override
    public void put(ScopeBucket bucket, byte @Nullable [] bytes) {
      store.put(bucket.toBytes(), bytes);
    }

    @Override
    public byte[] write(ScopeBucket bucket, Tallies tallies) {
      return tallies.toBytes();
    }

    @Override
    public Tallies read(ScopeBucket bucket, byte[] bytes) {
      return Tallies.fromBytes(bytes);
    }
  }

  private record KeptWindows(KeyValueStore<String, byte[]> store)
      implements WriteBehind.Store<String, RunningWindows> {
    @Override
    public byte @Nullable [] get(String scope) {
      return store.get(scope);
    }

    @Override
    public void put(String scope, byte @Nullable [] bytes) {
      store.put(scope, bytes);
    }

    @Override
    public byte[] write(String scope, RunningWindows windows) {
      return windows.toBytes();
    }

    @Override
    public RunningWindows read(String scope, byte[] bytes) {
      return RunningWindows.fromBytes(bytes);
    }
  }
}
