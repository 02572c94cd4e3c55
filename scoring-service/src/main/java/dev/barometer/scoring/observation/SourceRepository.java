package dev.barometer.scoring.observation;

import dev.barometer.scoring.state.WriteBehind;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What each source of one partition last said; written when {@link #flush} is called. */
final class SourceRepository {
  static final String SOURCES = "sources";

  private final WriteBehind<Source, Statement> statements;

  SourceRepository(KeyValueStore<String, byte[]> store, StatementCodec codec, long room) {
    this.statements = new WriteBehind<>(new Kept(store, codec), room);
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SOURCES), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  @Nullable Statement of(Source source) {
    return statements.get(source);
  }

  void keep(Source source, Statement statement) {
    statements.put(source, statement);
  }

  /** How many sources wait to be written. */
  int changes() {
    return statements.changes();
  }

  void flush() {
    statements.flush();
  }

  private record Kept(KeyValueStore<String, byte[]> store, StatementCodec codec)
      implements WriteBehind.Store<Source, Statement> {
    @Override
    public byte @Nullable [] get(Source source) {
      return store.get(source.key());
    }

    @Override
    public void put(Source source, byte @Nullable [] bytes) {
      store.put(source.key(), bytes);
    }

    @Override
    public byte[] write(Source source, Statement statement) {
      return codec.write(source.kind(), statement);
    }

    @Override
    public Statement read(Source source, byte[] bytes) {
      return codec.read(source.kind(), bytes);
    }
  }
}
