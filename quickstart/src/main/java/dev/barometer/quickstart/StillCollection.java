package dev.barometer.quickstart;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * A collection whose stored documents never change: an update writes to a copy and stores that.
 * Otherwise the server would change a document while another thread still writes it to whoever
 * asked for it before, who would get half of both, or an error.
 */
final class StillCollection extends H2Collection {

  /** Whether what is found now is found to be changed; like all of it, one thread at a time. */
  private boolean isChanging;

  StillCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, name, options, documents, meta, cursors);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    isChanging = true;
    try {
      return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
    } finally {
      isChanging = false;
    }
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    isChanging = true;
    try {
      return super.findAndModify(query);
    } finally {
      isChanging = false;
    }
  }

  @Override
  protected QueryResult createQueryResult(List<Document> found, int batchSize) {
    return super.createQueryResult(
        isChanging ? found.stream().map(Document::cloneDeeply).toList() : found, batchSize);
  }
}
