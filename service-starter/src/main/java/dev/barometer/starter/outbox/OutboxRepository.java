package dev.barometer.starter.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.outbox.Stored.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/**
 * The entries by id, the ids of each order, and what is dead. An entry that is done with stays for
 * a while without its body: its id is known then.
 */
final class OutboxRepository {
  private static final String ENTRIES = "outbox";
  private static final String ORDERS = "outbox_orders";
  private static final String DEAD = "outbox_dead";
  private static final String ID = "_id";
  private static final String KIND = "kind";
  private static final String ORDER = "order";
  private static final String BODY = "body";
  private static final String NEXT = "next";
  private static final String TRIES = "tries";
  private static final String FAILURES = "failures";
  private static final String STATE = "state";
  private static final String UNTIL = "until";
  private static final String IDS = "ids";
  private static final String SINCE = "since";
  private static final String WHY = "why";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;

  OutboxRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** The embedded database does without: what is old is deleted once a day. */
  void createIndexes() {
    mongo.indexOps(ENTRIES).createIndex(new Index(UNTIL, Direction.ASC).sparse());
  }

  /** Leaves those that are known already. */
  void insert(Collection<Stored> entries) {
    List<WriteModel<Document>> writes = new ArrayList<>(entries.size());
    for (Stored each : entries) {
      writes.add(
          new UpdateOneModel<>(
              byId(each.entry().id()), new Document("$setOnInsert", written(each)), UPSERT));
    }
    if (!writes.isEmpty()) {
      entries().bulkWrite(writes, EACH_BY_ITSELF);
    }
  }

  Map<String, Stored> find(Collection<String> ids) {
    Map<String, Stored> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document entry : entries().find(Filters.in(ID, ids))) {
        found.put(entry.getString(ID), read(entry));
      }
    }
    return found;
  }

  /** Adds to the end of an order what does not stand in it. */
  void enqueue(String order, List<String> ids) {
    orders().updateOne(byId(order), Updates.addEachToSet(IDS, ids), UPSERT);
  }

  Map<String, List<String>> orders(Collection<String> orders) {
    Map<String, List<String>> found = new HashMap<>();
    if (!orders.isEmpty()) {
      for (Document order : orders().find(Filters.in(ID, orders))) {
        found.put(order.getString(ID), order.getList(IDS, String.class, List.of()));
      }
    }
    return found;
  }

  void dequeue(Map<String, List<String>> idsByOrder) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    idsByOrder.forEach(
        (order, ids) -> {
          writes.add(new UpdateOneModel<>(byId(order), Updates.pullAll(IDS, ids)));
          writes.add(new DeleteOneModel<>(byId(order).append(IDS, List.of())));
        });
    if (!writes.isEmpty()) {
      orders().bulkWrite(writes);
    }
  }

  /** From now on only the id is known, and only until then. */
  void sent(Collection<String> ids, Instant until) {
    List<WriteModel<Document>> writes = new ArrayList<>(ids.size());
    ids.forEach(id -> writes.add(new UpdateOneModel<>(byId(id), settled(State.SENT, until))));
    if (!writes.isEmpty()) {
      entries().bulkWrite(writes, EACH_BY_ITSELF);
    }
  }

  void tried(Stored entry) {
    entries()
        .updateOne(
            waiting(entry.entry().id()),
            Updates.combine(
                Updates.set(NEXT, Date.from(entry.next())),
                Updates.set(TRIES, entry.tries()),
                Updates.set(FAILURES, entry.failures())));
  }

  /** First the list of the dead, which holds all of it, then the entry. */
  void die(Stored entry, String why, Instant now, Instant until) {
    Document dead =
        written(entry)
            .append(ID, entry.entry().id())
            .append(SINCE, Date.from(now))
            .append(WHY, why)
            .append(UNTIL, Date.from(until));
    dead().replaceOne(byId(entry.entry().id()), dead, new ReplaceOptions().upsert(true));
    entries().updateOne(waiting(entry.entry().id()), settled(State.DEAD, until));
  }

  boolean cancel(String id, Instant until) {
    return entries().updateOne(waiting(id), settled(State.CANCELLED, until)).getMatchedCount() == 1;
  }

  /** Waits again, unless something else has become of it. */
  void revive(Stored entry) {
    Bson dead = byId(entry.entry().id()).append(STATE, name(State.DEAD));
    entries()
        .updateOne(
            dead, Updates.combine(Updates.unset(UNTIL), new Document("$set", written(entry))));
    insert(List.of(entry));
  }

  List<DeadEntry> deadAfter(String id, int limit) {
    List<DeadEntry> found = new ArrayList<>();
    for (Document dead : dead().find(Filters.gt(ID, id)).sort(new Document(ID, 1)).limit(limit)) {
      found.add(readDead(dead));
    }
    return found;
  }

  Optional<DeadEntry> findDead(String id) {
    return Optional.ofNullable(dead().find(byId(id)).first()).map(OutboxRepository::readDead);
  }

  boolean bury(String id) {
    return dead().deleteOne(byId(id)).getDeletedCount() == 1;
  }

  long countDead() {
    return dead().estimatedDocumentCount();
  }

  void forgetWhatIsOver(Instant now) {
    entries().deleteMany(Filters.lt(UNTIL, Date.from(now)));
    dead().deleteMany(Filters.lt(UNTIL, Date.from(now)));
  }

  /**
   * Conditions are added to the id beside it: the embedded database scans where they are in "$and".
   */
  private static Document byId(String id) {
    return new Document(ID, id);
  }

  private static Bson waiting(String id) {
    return byId(id).append(STATE, name(State.WAITING));
  }

  private static Bson settled(State state, Instant until) {
    return Updates.combine(
        Updates.set(STATE, name(state)), Updates.set(UNTIL, Date.from(until)), Updates.unset(BODY));
  }

  private static Document written(Stored stored) {
    OutboxEntry entry = stored.entry();
    return new Document(KIND, entry.kind())
        .append(ORDER, entry.order())
        .append(BODY, entry.body())
        .append(NEXT, Date.from(stored.next()))
        .append(TRIES, stored.tries())
        .append(FAILURES, stored.failures())
        .append(STATE, name(stored.state()));
  }

  private static Stored read(Document stored) {
    return new Stored(
        readEntry(stored),
        stored.getDate(NEXT).toInstant(),
        stored.getInteger(TRIES),
        stored.getInteger(FAILURES),
        State.valueOf(stored.getString(STATE).toUpperCase(Locale.ROOT)));
  }

  private static DeadEntry readDead(Document dead) {
    return new DeadEntry(
        readEntry(dead),
        dead.getInteger(TRIES),
        dead.getDate(SINCE).toInstant(),
        dead.getString(WHY));
  }

  private static OutboxEntry readEntry(Document entry) {
    return new OutboxEntry(
        entry.getString(ID), entry.getString(KIND), entry.getString(ORDER), entry.get(BODY, ""));
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private MongoCollection<Document> entries() {
    return mongo.getCollection(ENTRIES);
  }

  private MongoCollection<Document> orders() {
    return mongo.getCollection(ORDERS);
  }

  private MongoCollection<Document> dead() {
    return mongo.getCollection(DEAD);
  }
}
