package dev.barometer.database;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;

/**
 * Finds by {@code _id} also where a query asks for more, as MongoDB does and the database of the
 * quickstart: as it comes, the one in memory looks at every document then. And what it answers is
 * its own: as it comes, the next write changes what is still on its way.
 */
public class IdFindingBackend extends MemoryBackend {
  private static final String ID = "_id";

  @Override
  public MemoryDatabase openOrCreateDatabase(String name) {
    return new MemoryDatabase(name, getCursorRegistry()) {
      @Override
      public synchronized Document handleCommand(
          Channel channel, String command, Document query, DatabaseResolver all, Oplog oplog) {
        return super.handleCommand(channel, command, query, all, oplog).cloneDeeply();
      }

      @Override
      protected Index<Integer> openOrCreateUniqueIndex(
          String collection, String index, List<IndexKey> keys, boolean sparse) {
        return keys.size() == 1 && keys.get(0).getKey().equals(ID)
            ? new IdIndex(index, keys, sparse)
            : super.openOrCreateUniqueIndex(collection, index, keys, sparse);
      }
    };
  }

  private static final class IdIndex extends MemoryUniqueIndex {
    IdIndex(String name, List<IndexKey> keys, boolean sparse) {
      super(name, keys, sparse);
    }

    @Override
    public synchronized boolean canHandle(Document query) {
      return query.containsKey(ID) && super.canHandle(idOf(query));
    }

    @Override
    public synchronized Iterable<Integer> getPositions(Document query) {
      return super.getPositions(idOf(query));
    }

    private static Document idOf(Document query) {
      return new Document(ID, query.get(ID));
    }
  }
}
