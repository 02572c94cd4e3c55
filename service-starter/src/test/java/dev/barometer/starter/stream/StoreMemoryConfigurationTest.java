package dev.barometer.starter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class StoreMemoryConfigurationTest {
  private static final int STORES = 32;

  @TempDir Path folder;

  @Test
  void manyStoresWithAlmostNothing_leaveTheBuffersToTheOneThatIsBusy() throws RocksDBException {
    try (StoreMemory memory = new StoreMemory(60_000_000)) {
      List<Options> settings = new ArrayList<>();
      List<RocksDB> stores = new ArrayList<>();
      for (int i = 0; i < STORES; i++) {
        settings.add(settings(memory));
        stores.add(RocksDB.open(settings.get(i), folder.resolve("store-" + i).toString()));
        fill(stores.get(i), 20);
      }
      fill(stores.get(0), 5_000);

      // Some kilobytes each and a megabyte, of 20 that may wait: nothing had to go to a file.
      assertThat(stores.stream().mapToInt(store -> store.getLiveFilesMetaData().size()).sum())
          .isZero();
      stores.forEach(RocksDB::close);
      settings.forEach(Options::close);
    }
  }

  private static void fill(RocksDB store, int records) throws RocksDBException {
    for (int i = 0; i < records; i++) {
      store.put(bytes("source-" + i), new byte[200]);
    }
  }

  /** As Kafka Streams prepares them. */
  private static Options settings(StoreMemory memory) {
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(16L << 20)
            .setTableFormatConfig(new BlockBasedTableConfig());
    new StoreMemoryConfiguration().setConfig("store", options, memory.settings());
    return options;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
