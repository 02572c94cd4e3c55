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
 * What each source of one partition last said; written when {@link #flush} is called, together with
 * the differences that follow from it: whoever commits one must commit the other. Until then only
 * the bytes wait, and afterwards nothing stays on the heap: most sources speak once.
 */
final class SourceRepository {
  static final String SOURCES = "sources";

  private final KeyValueStore<String, byte[]> store;
  private final StatementCodec codec;
  private final Map<String, byte[]> waiting = new LinkedHashMap<>();

  /** Up to here {@link #forget} has come; null is the beginning. */
  private @Nullable String lookedAt;

  SourceRepository(KeyValueStore<String, byte[]> store, StatementCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SOURCES), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @Nullable Statement of(Source source) {
    byte[] written = waiting.get(source.key());
    byte[] bytes = written == null ? store.get(source.key()) : written;
    return bytes == null ? null : codec.read(source.kind(), bytes);
  }

  void keep(Source source, Statement statement) {
    waiting.put(source.key(), codec.write(source.kind(), statement));
  }

  /** How many sources wait to be written. */
  int changes() {
    return waiting.size();
  }

  /**
   * Forgets sources that are no longer needed, a few at a time: goes on where it stopped, and in
   * the end begins anew.
   *
   * @param most how many are looked at
   */
  void forget(int most, Predicate<Statement> isOver) {
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
