package dev.barometer.quickstart;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * The index of {@code _id}, also for queries that ask for more than the id: a conditional write
 * names an id and a revision, and would otherwise look at every document. The collection itself
 * compares what is found with the whole query.
 */
final class IdIndex extends Index<Object> {
  private static final String ID = "_id";

  private final Index<Object> byId;

  IdIndex(Index<Object> byId, List<IndexKey> keys, boolean sparse) {
    super(byId.getName(), keys, sparse);
    this.byId = byId;
  }

  static boolean indexes(List<IndexKey> keys) {
    return keys.size() == 1 && keys.get(0).getKey().equals(ID);
  }

  private static Document idOf(Document query) {
    return new Document(ID, query.get(ID));
  }

  @Override
  public boolean canHandle(Document query) {
    return query.containsKey(ID) && byId.canHandle(idOf(query));
  }

  @Override
  public Iterable<Object> getPositions(Document query) {
    return byId.getPositions(idOf(query));
  }

  @Override
  public Object getPosition(Document document) {
    return byId.getPosition(document);
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    byId.checkAdd(document, collection);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    byId.add(document, position, collection);
  }

  @Override
  public Object remove(Document document) {
    return byId.remove(document);
  }

  @Override
  public long getCount() {
    return byId.getCount();
  }

  @Override
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  @Override
  public long getDataSize() {
    return byId.getDataSize();
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    byId.checkUpdate(before, after, collection);
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    byId.updateInPlace(before, after, position, collection);
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public void drop() {
    byId.drop();
  }
}
