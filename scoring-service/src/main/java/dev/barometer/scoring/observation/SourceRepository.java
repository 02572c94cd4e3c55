package dev.barometer.scoring.observation;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What each source of one partition last said. Nothing of it stays on the heap: most sources speak
 * once, and who speaks again is found among the store's own buffers if it was lately.
 */
record SourceRepository(KeyValueStore<String, byte[]> store, StatementCodec codec) {
  static final String SOURCES = "sources";

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SOURCES), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @Nullable Statement of(Source source) {
    byte[] bytes = store.get(source.key());
    return bytes == null ? null : codec.read(source.kind(), bytes);
  }

  void keep(Source source, Statement statement) {
    store.put(source.key(), codec.write(source.kind(), statement));
  }
}
