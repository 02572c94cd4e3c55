package dev.barometer.quickstart;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * A MongoDB-compatible server in this process (mongo-java-server on an H2 store); what it
 * acknowledged survives a kill.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private static final String FILE = "barometer.mv.db";

  /** Reads and commits block their thread, so there are more of them than cores. */
  private static final int WORKER_THREADS = 16;

  private static final int CACHE_MEGABYTES = 32;

  /** The store's file may hold this long what nothing refers to any more. */
  private static final int RETENTION_MILLIS = 2_000;

  private static final int CLOSING_COMPACTION_MILLIS = 1_000;

  private final MVStore store;
  private final MongoServer server;
  private volatile boolean closing;

  private EmbeddedDatabase(MVStore store, MongoServer server) {
    this.store = store;
    this.server = server;
  }

  static EmbeddedDatabase start(Path directory, int port) {
    var store = open(directory);
    var server = new MongoServer(new DurableBackend(store, () -> hasRoomToCompact(directory)));
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, WORKER_THREADS);
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
    return new EmbeddedDatabase(store, server);
  }

  /** The connection string of one of its databases. */
  String uri(String database) {
    return server.getConnectionString() + "/" + database;
  }

  /** Whether its file could not be written, so that it has closed itself: it takes nothing more. */
  boolean isBroken() {
    return !closing && store.isClosed();
  }

  @Override
  public void close() {
    closing = true;
    server.shutdownNow();
    store.close(CLOSING_COMPACTION_MILLIS);
  }

  /** Twice what is moved at a time; a store that finds no room closes itself. */
  private static boolean hasRoomToCompact(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() > 2L * DurableBackend.COMPACTED_BYTES;
    } catch (IOException e) {
      return false; // tidied up another time
    }
  }

  private static MVStore open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The store may not commit on its own: it would commit in the middle of a write.
    var store =
        new MVStore.Builder()
            .fileName(directory.resolve(FILE).toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEGABYTES)
            .open();
    store.setRetentionTime(RETENTION_MILLIS);
    return store;
  }
}
