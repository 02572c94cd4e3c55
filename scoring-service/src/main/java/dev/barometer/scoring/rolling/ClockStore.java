package dev.barometer.scoring.rolling;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How far the time of a partition has come, and how many times it was published. */
final class ClockStore {
  static final String NAME = "clock";

  private static final String HOUR = "hour";
  private static final String SEQUENCE = "sequence";

  private final KeyValueStore<String, byte[]> store;

  ClockStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  /** The hour the windows are true for; {@link Instant#EPOCH} before the first. */
  Instant hourReached() {
    return Instant.ofEpochMilli(number(HOUR, 0));
  }

  void reach(Instant hour) {
    store.put(HOUR, bytes(hour.toEpochMilli()));
  }

  /**
   * The number of the next emission: the clock's milliseconds, but always above the last one, also
   * after a restart and when the clock was set back.
   */
  long nextSequence(long nowMillis) {
    long next = Math.max(nowMillis, number(SEQUENCE, nowMillis - 1) + 1);
    store.put(SEQUENCE, bytes(next));
    return next;
  }

  private long number(String name, long unknown) {
    byte[] bytes = store.get(name);
    return bytes == null ? unknown : ByteBuffer.wrap(bytes).getLong();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
