package dev.barometer.scoring.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What each entity of one partition last said; written when {@link #flush} is called, together with
 * the differences that follow from it: whoever commits one must commit the other. Until then only
 * the bytes wait, and afterwards nothing stays on the heap: most entities speak once.
 */
final class EntityRepository {
  static final String ENTITIES = "sources";

  private final KeyValueStore<String, byte[]> store;
  private final EntityStateCodec codec;
  private final Map<String, byte[]> waiting = new LinkedHashMap<>();

  /** Up to here {@link #forget} has come; null is the beginning. */
  private @Nullable String lookedAt;

  EntityRepository(KeyValueStore<String, byte[]> store, EntityStateCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ENTITIES), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @Nullable EntityState of(Entity entity) {
    byte[] written = waiting.get(entity.key());
    byte[] bytes = written == null ? store.get(entity.key()) : written;
    return bytes == null ? null : codec.read(entity.kind(), bytes);
  }

  void keep(Entity entity, EntityState state) {
    waiting.put(entity.key(), codec.write(entity.kind(), state));
  }

  /** How many entities wait to be written. */
  int changes() {
    return waiting.size();
  }

  /**
   * Forgets entities that are no longer needed, a few at a time: goes on where it stopped, and in
   * the end begins anew.
   *
   * @param most how many are looked at
   */
  void forget(int most, Predicate<EntityState> isOver) {
    List<String> over = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> rest = store.range(lookedAt, null)) {
      for (int i = 0; i < most && rest.hasNext(); i++) {
        KeyValue<String, byte[]> next = rest.next();
        lookedAt = next.key;
        if (!waiting.containsKey(next.key)
            && isOver.test(codec.read(FactKind.ofLetter(next.key.charAt(0)), next.value))) {
          over.add(next.key);
        }
      }
      if (!rest.hasNext()) {
        lookedAt = null;
      }
    }
    over.forEach(store::delete);
  }

  void flush() {
    waiting.forEach(store::put);
    waiting.clear();
  }
}
