package dev.barometer.scoring.rolling;

import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.state.WriteBehind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The tallies that are written, by bucket: in the order of time, and so found by it. */
final class TalliesStore implements WriteBehind.Store<ScopeBucket, Tallies> {
  static final String NAME = "tallies";

  private static final Duration HOUR = Duration.ofHours(1);

  private final KeyValueStore<byte[], byte[]> store;

  TalliesStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<byte[], byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  /** The buckets of the hours after one hour, up to and with another. */
  List<ScopeBucket> hours(Instant after, Instant last) {
    List<ScopeBucket> buckets = new ArrayList<>();
    byte[] from = ScopeBucket.startOf(after.plus(HOUR));
    byte[] to = ScopeBucket.startOf(last.plus(HOUR));
    try (KeyValueIterator<byte[], byte[]> found = store.range(from, to)) {
      found.forEachRemaining(entry -> buckets.add(ScopeBucket.fromBytes(entry.key)));
    }
    return buckets;
  }

  /** The buckets of the first day there is from one day on and before another. */
  List<ScopeBucket> firstDayOf(LocalDate from, LocalDate end) {
    List<ScopeBucket> day = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> found =
        store.range(ScopeBucket.startOf(from), ScopeBucket.startOf(end))) {
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
