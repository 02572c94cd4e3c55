package dev.barometer.quickstart;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose stored documents never change: an update writes to a copy and stores that.
 * Otherwise the server would change a document while another thread still writes it to whoever
 * asked for it before, who would get half of both, or an error. And of what is asked for in an
 * order it holds no more than was asked for.
 */
final class StillCollection extends H2Collection {
  private static final int MOST_FIRST = 10_000;

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

  /**
   * Nobody asks how large it is, and to know it each write would encode its document twice more.
   */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  /**
   * All, one after the other, for what is counted and grouped: as a list they are all in memory,
   * however little is kept of each. They are those of this moment, whatever is written meanwhile.
   */
  @Override
  public Stream<Document> queryAllAsStream() {
    return streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument);
  }

  /**
   * The first of many in some order, without holding more of them at a time than are asked for:
   * documents that are sorted all at once are all in memory, however many there are.
   */
  @Override
  protected QueryResult matchDocumentsFromStream(
      Document query,
      Stream<Document> documents,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Comparator<Document> order,
      Document fieldSelector) {
    long wanted = (long) Math.max(0, numberToSkip) + limit;
    boolean areFew = limit > 0 && wanted <= MOST_FIRST;
    return super.matchDocumentsFromStream(
        query,
        order == null || !areFew
            ? documents
            : first(documents.filter(one -> documentMatchesQuery(one, query)), (int) wanted, order),
        numberToSkip,
        limit,
        batchSize,
        order,
        fieldSelector);
  }

  /** Of those that are alike the ones that came first. */
  private static Stream<Document> first(
      Stream<Document> documents, int count, Comparator<Document> order) {
    Comparator<Numbered> lastFirst =
        Comparator.comparing(Numbered::document, order)
            .thenComparingLong(Numbered::number)
            .reversed();
    PriorityQueue<Numbered> kept = new PriorityQueue<>(count + 1, lastFirst);
    long number = 0;
    for (Iterator<Document> all = documents.iterator(); all.hasNext(); number++) {
      Document next = all.next();
      Numbered last = kept.size() < count ? null : kept.element();
      // Most come after the last of those that are kept: one comparison of each is enough.
      if (last == null || order.compare(next, last.document()) < 0) {
        kept.add(new Numbered(next, number));
      }
      if (kept.size() > count) {
        kept.remove();
      }
    }
    return kept.stream().sorted(Comparator.comparingLong(Numbered::number)).map(Numbered::document);
  }

  private record Numbered(Document document, long number) {}

  @Override
  protected QueryResult createQueryResult(List<Document> found, int batchSize) {
    return super.createQueryResult(
        isChanging ? found.stream().map(Document::cloneDeeply).toList() : found, batchSize);
  }
}
