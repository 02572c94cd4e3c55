package dev.barometer.scoring.rolling;

import dev.barometer.contract.Bucket;
import dev.barometer.contract.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.observation.Difference;
import dev.barometer.scoring.observation.Slice;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The state of stage 2 for the scopes of one partition. What must stay true: a window equals the
 * sum of the hour buckets inside it; everything changed since the last emission is named in {@code
 * pending}, which is committed with the change, so that a crash in between loses no emission.
 */
final class RollingRepository {
  /** Hour buckets are kept this long; then only the day remains. */
  static final Duration HOURS_KEPT = Duration.ofDays(100);

  static final String TALLIES = "tallies";
  static final String WINDOWS = "windows";
  private static final String LEAVING = "leaving";
  private static final String PENDING = "pending";
  private static final String CLOCK = "clock";
  private static final byte[] NOTHING = {};
  private static final char BUCKET = 'b';
  private static final char SCOPE = 's';

  /** The mark of an hour bucket that is dropped, beside those of the windows it leaves. */
  private static final int DROPPED = Window.values().length;

  private final KeyValueStore<String, byte[]> tallies;
  private final KeyValueStore<String, byte[]> windows;
  private final KeyValueStore<String, byte[]> leaving;
  private final KeyValueStore<String, byte[]> pending;
  private final KeyValueStore<String, byte[]> clock;

  RollingRepository(ProcessingContext context) {
    this.tallies = context.getStateStore(TALLIES);
    this.windows = context.getStateStore(WINDOWS);
    this.leaving = context.getStateStore(LEAVING);
    this.pending = context.getStateStore(PENDING);
    this.clock = context.getStateStore(CLOCK);
  }

  static Set<StoreBuilder<?>> stores() {
    return Set.of(
        store(Stores.persistentKeyValueStore(TALLIES)),
        store(Stores.persistentKeyValueStore(WINDOWS)),
        store(Stores.persistentKeyValueStore(LEAVING)),
        store(Stores.inMemoryKeyValueStore(PENDING)),
        store(Stores.inMemoryKeyValueStore(CLOCK)));
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(
      org.apache.kafka.streams.state.KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  /** Adds what changed in a scope. Call {@link #age} first. */
  void add(String scope, Difference difference) {
    Instant now = hourReached();
    RunningWindows running = null;
    for (var entry : difference.slices().entrySet()) {
      Slice slice = entry.getKey();
      Tallies change = entry.getValue();
      merge(scope, slice.day(), change);
      Instant hour = slice.hour().start();
      if (!hour.plus(HOURS_KEPT).isAfter(now)) {
        continue;
      }
      boolean isNew = merge(scope, slice.hour(), change);
      if (isNew) {
        leaving.put(mark(hour.plus(HOURS_KEPT), DROPPED, scope), NOTHING);
      }
      for (Window window : Window.values()) {
        if (window.holds(hour, now)) {
          running = running == null ? windows(scope) : running;
          running.of(window).merge(change);
          if (isNew) {
            leaving.put(mark(window.leavingTime(hour), window.ordinal(), scope), NOTHING);
          }
        }
      }
    }
    if (running != null) {
      keep(scope, running);
    }
  }

  /**
   * Moves the clock to an hour: subtracts from each window the hours that have left it since, and
   * drops hour buckets past their time. Visits only the scopes that have something leaving.
   */
  void age(Instant hour) {
    if (!hour.isAfter(hourReached())) {
      return;
    }
    List<String> left = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> marks = leaving.range("0", hour + "~")) {
      marks.forEachRemaining(mark -> left.add(mark.key));
    }
    for (String mark : left) {
      String[] parts = mark.split("\\|", 3);
      leave(Instant.parse(parts[0]), Integer.parseInt(parts[1]), parts[2]);
      leaving.delete(mark);
    }
    clock.put("hour", bytes(hour.toEpochMilli()));
  }

  private void leave(Instant leavingTime, int mark, String scope) {
    if (mark == DROPPED) {
      String key = key(scope, new Bucket.Hour(leavingTime.minus(HOURS_KEPT)));
      if (tallies.delete(key) != null) {
        pending.put(BUCKET + key, NOTHING);
      }
      return;
    }
    Window window = Window.values()[mark];
    byte[] bucket = tallies.get(key(scope, new Bucket.Hour(window.hourLeavingAt(leavingTime))));
    if (bucket != null) {
      RunningWindows running = windows(scope);
      running.of(window).subtract(Tallies.fromBytes(bucket));
      keep(scope, running);
    }
  }

  /** The hour the windows are true for; {@link Instant#EPOCH} before the first. */
  Instant hourReached() {
    byte[] hour = clock.get("hour");
    return hour == null ? Instant.EPOCH : Instant.ofEpochMilli(number(hour));
  }

  /**
   * The number of the next emission: the clock's milliseconds, but always above the last one, also
   * after a restart and when the clock was set back.
   */
  long nextSequence(long nowMillis) {
    byte[] last = clock.get("sequence");
    long next = last == null ? nowMillis : Math.max(nowMillis, number(last) + 1);
    clock.put("sequence", bytes(next));
    return next;
  }

  /** Takes the names of all that changed since the last time, the scope {@code all} last. */
  List<Changed> takePending() {
    List<Changed> changes = new ArrayList<>();
    List<Changed> ofAll = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> entries = pending.all()) {
      while (entries.hasNext()) {
        String entry = entries.next().key;
        Changed changed = new Changed(entry.charAt(0) == BUCKET, entry.substring(1));
        (changed.isOfAll() ? ofAll : changes).add(changed);
        taken.add(entry);
      }
    }
    taken.forEach(pending::delete);
    changes.addAll(ofAll);
    return changes;
  }

  /**
   * What is to be told.
   *
   * @param isBucket whether the tallies of a bucket changed, else the windows of a scope
   * @param key {@code scope|bucket}, or the scope
   */
  record Changed(boolean isBucket, String key) {
    String scope() {
      return isBucket ? key.substring(0, key.lastIndexOf('|')) : key;
    }

    private boolean isOfAll() {
      return key.equals("all") || key.startsWith("all|");
    }
  }

  @Nullable Tallies tallies(String key) {
    byte[] stored = tallies.get(key);
    return stored == null ? null : Tallies.fromBytes(stored);
  }

  RunningWindows windows(String scope) {
    byte[] stored = windows.get(scope);
    return stored == null ? new RunningWindows() : RunningWindows.fromBytes(stored);
  }

  private void keep(String scope, RunningWindows running) {
    if (running.isEmpty()) {
      windows.delete(scope);
    } else {
      windows.put(scope, running.toBytes());
    }
    pending.put(SCOPE + scope, NOTHING);
  }

  /** Returns whether the bucket is new. */
  private boolean merge(String scope, Bucket bucket, Tallies change) {
    String key = key(scope, bucket);
    byte[] stored = tallies.get(key);
    Tallies merged = stored == null ? new Tallies() : Tallies.fromBytes(stored);
    merged.merge(change);
    if (merged.isEmpty()) {
      tallies.delete(key);
    } else {
      tallies.put(key, merged.toBytes());
    }
    pending.put(BUCKET + key, NOTHING);
    return stored == null;
  }

  private static String key(String scope, Bucket bucket) {
    return ScopeTallies.key(scope, bucket.label());
  }

  private static String mark(Instant time, int what, String scope) {
    return time + "|" + what + "|" + scope;
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
