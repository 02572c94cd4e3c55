package dev.barometer.quickstart;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Answers a write only when it is in the store's file, so that killing the process loses no
 * acknowledged write.
 *
 * <p>A write touches several maps (the document, each of its indexes). It holds the lock shared, a
 * commit holds it alone: the file never holds half a write. Writers that wait for the same commit
 * share it, because a store without unsaved changes commits nothing.
 */
final class DurableBackend extends H2Backend {

  private static final String AGGREGATE = "aggregate";

  /** The commands that change nothing; any other is followed by a commit. */
  private static final Set<String> READS =
      Set.of(
          "find",
          "getmore",
          "count",
          "distinct",
          "killcursors",
          "listcollections",
          "listindexes",
          "listdatabases",
          "ping",
          "ismaster",
          "hello",
          "buildinfo",
          "serverstatus",
          "endsessions");

  // The store never tidies up on its own (it would do so in the middle of a write); without
  // tidying, its file grows with each write to many times what it holds.
  private static final int COMMITS_PER_COMPACTION = 16;
  private static final int COMPACT_BELOW_PERCENT_LIVE = 50;
  static final int COMPACTED_BYTES = 16 << 20;

  /** As H2Database names its maps. */
  private static final String DOCUMENTS_PREFIX = "databases.";

  private static final String META_PREFIX = "meta.";

  private final ReadWriteLock wholeWrites = new ReentrantReadWriteLock();

  private final BooleanSupplier hasRoomToCompact;

  private long commits;

  DurableBackend(MVStore store) {
    this(store, () -> true);
  }

  /**
   * @param hasRoomToCompact whether the disk has room for what is moved, before what it leaves is
   *     free
   */
  DurableBackend(MVStore store, BooleanSupplier hasRoomToCompact) {
    super(store);
    this.hasRoomToCompact = hasRoomToCompact;
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new H2Database(name, getMvStore(), getCursorRegistry()) {
      @Override
      protected MongoCollection<Object> openOrCreateCollection(
          String collection, CollectionOptions options) {
        String name = getFullCollectionNamespace(collection);
        return new StillCollection(
            this,
            collection,
            options,
            getMvStore()
                .openMap(
                    DOCUMENTS_PREFIX + name,
                    new MVMap.Builder<Object, Document>().valueType(new DocumentDataType())),
            getMvStore().openMap(META_PREFIX + name),
            getCursorRegistry());
      }

      @Override
      public Document handleCommand(
          Channel channel,
          String command,
          Document query,
          DatabaseResolver databases,
          Oplog oplog) {
        UnaryOperator<Document> answer =
            asked -> super.handleCommand(channel, command, asked, databases, oplog);
        return command.equalsIgnoreCase(AGGREGATE)
                && query.get(command) instanceof String collection
                && resolveCollection(collection, false) instanceof StillCollection still
            ? still.aggregate(query, answer)
            : answer.apply(query);
      }

      @Override
      protected Index<Object> openOrCreateUniqueIndex(
          String collection, String index, List<IndexKey> keys, boolean sparse) {
        open(
            getFullCollectionNamespace(collection) + "._index_" + index,
            new MVMap.Builder<KeyValue, Object>().keyType(new KeyDataType()));
        var opened = super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        return IdIndex.indexes(keys) ? new IdIndex(opened, keys, sparse) : opened;
      }

      /** It finds nothing and holds nothing; called empty, it would be shown every document. */
      @Override
      protected Index<Object> openOrCreateSecondaryIndex(
          String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new EmptyIndex<>(index, keys) {
          @Override
          public boolean isEmpty() {
            return false;
          }
        };
      }
    };
  }

  /** The first to open a map says how it is written; whoever opens it after that gets the same. */
  private <K, V> void open(String map, MVMap.Builder<K, V> types) {
    getMvStore().openMap(map, types);
  }

  /**
   * While it is answered, the store's file keeps what there was when it came: whoever looks at very
   * many documents does so for longer than it is kept otherwise.
   */
  @Override
  public Document handleCommand(
      Channel channel, String databaseName, String command, Document query) {
    MVStore.TxCounter began = getMvStore().registerVersionUsage();
    try {
      return answer(channel, databaseName, command, query);
    } finally {
      getMvStore().deregisterVersionUsage(began);
    }
  }

  private Document answer(Channel channel, String databaseName, String command, Document query) {
    if (changesNothing(command, query)) {
      return super.handleCommand(channel, databaseName, command, query);
    }
    wholeWrites.readLock().lock();
    Document answer;
    try {
      answer = super.handleCommand(channel, databaseName, command, query);
    } finally {
      wholeWrites.readLock().unlock();
    }
    commit();
    return answer;
  }

  @Override
  public void commit() {
    wholeWrites.writeLock().lock();
    try {
      getMvStore().commit();
      if (++commits % COMMITS_PER_COMPACTION == 0 && hasRoomToCompact.getAsBoolean()) {
        getMvStore().compact(COMPACT_BELOW_PERCENT_LIVE, COMPACTED_BYTES);
      }
    } finally {
      wholeWrites.writeLock().unlock();
    }
  }

  private static boolean changesNothing(String command, Document query) {
    var name = command.toLowerCase(Locale.ROOT);
    return READS.contains(name) || (name.equals(AGGREGATE) && !writesItsResult(query));
  }

  private static boolean writesItsResult(Document aggregate) {
    return aggregate.get("pipeline") instanceof Collection<?> stages
        && stages.stream()
            .anyMatch(
                stage ->
                    stage instanceof Document document
                        && (document.containsKey("$out") || document.containsKey("$merge")));
  }
}
