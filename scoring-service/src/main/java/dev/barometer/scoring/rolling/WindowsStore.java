package dev.barometer.scoring.rolling;

import dev.barometer.scoring.state.WriteBehind;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The running windows that are written, by scope; {@link WindowsRepository} reads them, too. */
final class WindowsStore implements WriteBehind.Store<String, RunningWindows> {
  static final String NAME = "windows";

  private final KeyValueStore<String, byte[]> store;

  WindowsStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

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
