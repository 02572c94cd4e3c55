package dev.barometer.starter.stream;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Lets all stores of an instance share one cache and one budget for what is not yet on disk:
 * without it each takes up to 100 MB outside the heap, and their number grows with the partitions.
 * Filters are kept in the cache and asked in memory first, because most facts are new: that a key
 * is not there must cost no read.
 */
public final class StoreMemoryConfiguration implements RocksDBConfigSetter {
  private static final String MEMORY = "barometer.store.memory";
  private static final double FILTER_SHARE = 0.02;

  /**
   * By default a store with a few kilobytes takes a megabyte from what all share: many stores would
   * use it up with next to nothing in them, and write tiny files all the time.
   */
  private static final long LEAST_BUFFER = 64 << 10;

  private static final int SHARDS = -1;
  private static final double FILTERS_AND_INDEXES = 0.2;

  /** What is shared; to be closed after the streams. */
  public static final class StoreMemory implements AutoCloseable {
    private final Cache cache;
    private final WriteBufferManager buffers;

    /** A third of the bytes, at most, holds what is not yet on disk. */
    public StoreMemory(long bytes) {
      RocksDB.loadLibrary();
      cache = new LRUCache(bytes, SHARDS, false, FILTERS_AND_INDEXES);
      buffers = new WriteBufferManager(bytes / 3, cache);
    }

    /** The settings by which streams use it. */
    public Map<String, Object> settings() {
      return Map.of(
          StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
          StoreMemoryConfiguration.class,
          MEMORY,
          this);
    }

    @Override
    public void close() {
      buffers.close();
      cache.close();
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    StoreMemory memory = (StoreMemory) Objects.requireNonNull(settings.get(MEMORY));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.buffers);
    options.setArenaBlockSize(LEAST_BUFFER);
    options.setMemtableWholeKeyFiltering(true);
    options.setMemtablePrefixBloomSizeRatio(FILTER_SHARE);
  }

  /** What is shared outlives each store. */
  @Override
  public void close(String store, Options options) {}
}
