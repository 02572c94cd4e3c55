package dev.barometer.starter.timetable;

import static dev.barometer.starter.timetable.ItemDocuments.FAILURES;
import static dev.barometer.starter.timetable.ItemDocuments.ID;
import static dev.barometer.starter.timetable.ItemDocuments.IS_ASIDE;
import static dev.barometer.starter.timetable.ItemDocuments.LEASE;
import static dev.barometer.starter.timetable.ItemDocuments.LEASE_TOKEN;
import static dev.barometer.starter.timetable.ItemDocuments.LEASE_UNTIL;
import static dev.barometer.starter.timetable.ItemDocuments.PLACEMENT;
import static dev.barometer.starter.timetable.ItemDocuments.SINCE;
import static dev.barometer.starter.timetable.ItemDocuments.TOKEN;
import static dev.barometer.starter.timetable.ItemDocuments.TRIES;
import static dev.barometer.starter.timetable.ItemDocuments.UNTIL;
import static dev.barometer.starter.timetable.ItemDocuments.WHY;
import static dev.barometer.starter.timetable.ItemDocuments.read;
import static dev.barometer.starter.timetable.ItemDocuments.state;
import static dev.barometer.starter.timetable.ItemDocuments.written;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.timetable.Item.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The items, each under its kind and key. What takes, moves or ends one holds only for the state
 * that was read; {@code timetable_aside} lists those that are set aside.
 */
final class ItemRepository {
  private static final String ITEMS = "timetable";
  private static final String ASIDE = "timetable_aside";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);
  private static final FindOneAndUpdateOptions AS_IT_IS_THEN =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final MongoOperations mongo;

  ItemRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Map<String, Item> find(Collection<String> ids) {
    Map<String, Item> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document item : items().find(Filters.in(ID, ids))) {
        found.put(item.getString(ID), read(item));
      }
    }
    return found;
  }

  /** Whoever is at one of them stays at it, and leaves what stands here now. */
  void replace(Collection<Item> items) {
    write(
        items.stream()
            .map(
                item ->
                    Updates.combine(
                        Updates.unset(WHY),
                        Updates.unset(IS_ASIDE),
                        new Document("$set", written(item))))
            .toList(),
        items);
  }

  /** Leaves what is there already. */
  void insert(Collection<Item> items) {
    write(
        items.stream().<Bson>map(item -> new Document("$setOnInsert", written(item))).toList(),
        items);
  }

  private void write(List<Bson> updates, Collection<Item> items) {
    List<WriteModel<Document>> writes = new ArrayList<>(items.size());
    for (Item item : items) {
      writes.add(new UpdateOneModel<>(byId(item.id()), updates.get(writes.size()), UPSERT));
    }
    if (!writes.isEmpty()) {
      items().bulkWrite(writes, EACH_BY_ITSELF);
    }
  }

  /**
   * Takes it, if it stands there still and nobody is at it; it counts as failed until it is not.
   */
  Optional<Item> claim(String id, String placement, Lease lease, Instant now) {
    Bson free =
        byId(id)
            .append(PLACEMENT, placement)
            .append(IS_ASIDE, new Document("$ne", true))
            .append(
                "$or",
                List.of(
                    new Document(LEASE_UNTIL, null),
                    new Document(LEASE_UNTIL, new Document("$lte", Date.from(now)))));
    Bson taken =
        Updates.combine(
            Updates.set(
                LEASE, new Document(TOKEN, lease.token()).append(UNTIL, Date.from(lease.until()))),
            Updates.inc(TRIES, 1),
            Updates.inc(FAILURES, 1));
    return Optional.ofNullable(items().findOneAndUpdate(free, taken, AS_IT_IS_THEN))
        .map(ItemDocuments::read);
  }

  /** It is done, and gone; false where it was scheduled anew meanwhile, or is no longer ours. */
  boolean finish(Item claimed) {
    return items().deleteOne(asItWasTaken(claimed)).getDeletedCount() == 1;
  }

  /** It is tried again later, or set aside; false where {@link #finish} says so. */
  boolean change(Item claimed, Item to) {
    if (to.aside()) {
      // The list first: what is on it and not set aside is left out when it is read.
      asides().updateOne(byId(to.id()), Updates.set(SINCE, Date.from(claimed.next())), UPSERT);
    }
    return items().updateOne(asItWasTaken(claimed), state(to)).getMatchedCount() == 1;
  }

  /** Gives it back as it stands. */
  void release(Item claimed) {
    items().updateOne(byId(claimed.id()).append(LEASE_TOKEN, token(claimed)), Updates.unset(LEASE));
  }

  /** It is not to be done at all. */
  boolean delete(String id) {
    Document deleted = items().findOneAndDelete(byId(id));
    if (deleted != null && read(deleted).aside()) {
      takeOffTheList(List.of(id));
    }
    return deleted != null;
  }

  /** It is tried again after all; false where it is not set aside. */
  boolean takeBack(Item to) {
    boolean taken =
        items().updateOne(byId(to.id()).append(IS_ASIDE, true), state(to)).getMatchedCount() == 1;
    takeOffTheList(List.of(to.id()));
    return taken;
  }

  /** The ids of what was set aside, in their order; some may be so no longer. */
  List<String> asideAfter(String id, int limit) {
    List<String> ids = new ArrayList<>();
    for (Document each : asides().find(Filters.gt(ID, id)).sort(new Document(ID, 1)).limit(limit)) {
      ids.add(each.getString(ID));
    }
    return ids;
  }

  List<String> asideBefore(Instant then, int limit) {
    List<String> ids = new ArrayList<>();
    for (Document each : asides().find(Filters.lt(SINCE, Date.from(then))).limit(limit)) {
      ids.add(each.getString(ID));
    }
    return ids;
  }

  long count() {
    return items().estimatedDocumentCount();
  }

  long countAside() {
    return asides().estimatedDocumentCount();
  }

  void takeOffTheList(Collection<String> ids) {
    if (!ids.isEmpty()) {
      asides().deleteMany(Filters.in(ID, ids));
    }
  }

  /**
   * Conditions are added to the id beside it: the embedded database scans where they are in "$and".
   */
  private static Document byId(String id) {
    return new Document(ID, id);
  }

  private static Bson asItWasTaken(Item claimed) {
    return byId(claimed.id())
        .append(PLACEMENT, claimed.placement())
        .append(LEASE_TOKEN, token(claimed));
  }

  private static String token(Item claimed) {
    Lease lease = claimed.lease();
    if (lease == null) {
      throw new IllegalArgumentException("nobody is at it");
    }
    return lease.token();
  }

  private MongoCollection<Document> items() {
    return mongo.getCollection(ITEMS);
  }

  private MongoCollection<Document> asides() {
    return mongo.getCollection(ASIDE);
  }
}
