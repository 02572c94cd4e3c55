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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
  private static final Document NO_ORDER = new Document();

  private final MVMap<Object, Document> documents;

  /** What is asked for by the thread that reads all documents now, and which fields of them. */
  private final ThreadLocal<@Nullable Asked> asked = new ThreadLocal<>();

  /** Whether what is found now is found to be changed; like all of it, one thread at a time. */
  private boolean isChanging;

  private KeptFields kept;

  StillCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, name, options, documents, meta, cursors);
    this.documents = documents;
    this.kept = new KeptFields(documents);
  }

  @Override
  protected Object addDocumentInternal(Document document) {
    Object position = super.addDocumentInternal(document);
    kept.put(position, document);
    return position;
  }

  @Override
  protected void handleUpdate(Object position, Document before, Document after) {
    super.handleUpdate(position, before, after);
    kept.put(position, after);
  }

  @Override
  protected void removeDocument(Object position) {
    super.removeDocument(position);
    kept.remove(position);
  }

  @Override
  public synchronized void drop() {
    super.drop();
    kept.clear();
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

  /** The server counts without a lock, and the kept fields are for one thread at a time. */
  @Override
  public synchronized int count(Document query, int skip, int limit) {
    return super.count(query, skip, limit);
  }

  /** Answers an aggregate with as few documents as it asks for. */
  Document aggregate(Document aggregate, UnaryOperator<Document> answer) {
    Optional<Asked> first = Asked.by(aggregate);
    if (first.isEmpty()) {
      return answer.apply(aggregate);
    }
    asked.set(first.get());
    try {
      return answer.apply(first.get().rest());
    } finally {
      asked.remove();
    }
  }

  /**
   * All, one after the other, for what is counted and grouped: as a list they are all in memory,
   * however little is kept of each. They are those of this moment, whatever is written meanwhile;
   * where they are found by their kept fields, each as it is when its turn comes.
   */
  @Override
  public Stream<Document> queryAllAsStream() {
    Asked first = asked.get();
    return first == null ? all() : those(first);
  }

  private Stream<Document> those(Asked first) {
    KeptFields fields;
    Optional<Stream<KeptFields.Found>> found;
    synchronized (this) {
      Set<String> read = first.fields();
      fields = kept(first.match(), read == null ? Set.of() : read);
      found = fields.find(first.match(), NO_ORDER);
    }
    return found
        .map(all -> all.flatMap(one -> read(one, first, fields)))
        .orElseGet(() -> all().filter(one -> documentMatchesQuery(one, first.match())));
  }

  private KeptFields kept(Document query, Set<String> others) {
    Set<String> fields = new TreeSet<>(others);
    Condition.addFields(query, fields);
    fields.removeIf(name -> name.startsWith("$")); // the order in which they are stored
    kept = kept.with(fields);
    return kept;
  }

  private Stream<Document> read(KeptFields.Found one, Asked first, KeptFields fields) {
    Set<String> read = first.fields();
    Optional<Document> part =
        read != null && one.isSure() ? fields.part(one, read) : Optional.empty();
    return part.or(() -> matching(one.position(), first.match())).stream();
  }

  /** As it is now: since it was found it may have been changed, or be gone. */
  private Optional<Document> matching(Object position, Document query) {
    return Optional.ofNullable(getDocument(position))
        .filter(one -> documentMatchesQuery(one, query));
  }

  private Stream<Document> all() {
    return streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      Document fieldSelector) {
    Document order = orderBy == null ? NO_ORDER : orderBy;
    Optional<Stream<KeptFields.Found>> found = kept(query, order.keySet()).find(query, order);
    return found.isEmpty()
        ? super.matchDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector)
        : matchDocumentsFromStream(
            query,
            found.get().map(one -> getDocument(one.position())),
            numberToSkip,
            limit,
            batchSize,
            null,
            fieldSelector);
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
            : Foremost.of(
                documents.filter(one -> documentMatchesQuery(one, query)), (int) wanted, order),
        numberToSkip,
        limit,
        batchSize,
        order,
        fieldSelector);
  }

  @Override
  protected QueryResult createQueryResult(List<Document> found, int batchSize) {
    return super.createQueryResult(
        isChanging ? found.stream().map(Document::cloneDeeply).toList() : found, batchSize);
  }
}
