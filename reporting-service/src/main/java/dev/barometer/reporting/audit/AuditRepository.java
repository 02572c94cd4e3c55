package dev.barometer.reporting.audit;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.barometer.contract.access.AuditEntry;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The acts in MongoDB, by the id of their entry, kept as long as on their topic. */
@Repository
class AuditRepository {
  static final String COLLECTION = "audit";

  private static final String ID = "_id";
  private static final String AT = "at";
  private static final String CALLER = "caller";
  private static final String ACT = "act";
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoOperations mongo;
  private final BarometerProperties barometer;
  private final Clock clock;

  AuditRepository(MongoOperations mongo, BarometerProperties barometer, Clock clock) {
    this.mongo = mongo;
    this.barometer = barometer;
    this.clock = clock;
  }

  /** Adds what is not there yet; returns how many of the batch were. */
  int apply(List<Received<AuditEntry>> batch) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Received<AuditEntry> received : batch) {
      AuditEntry entry = received.value();
      if (entry != null) {
        writes.add(
            new UpdateOneModel<>(
                Filters.eq(ID, entry.id()), new Document("$setOnInsert", document(entry)), UPSERT));
      }
    }
    if (writes.isEmpty()) {
      return batch.size();
    }
    BulkWriteResult result = mongo.getCollection(COLLECTION).bulkWrite(writes);
    return batch.size() - result.getUpserts().size();
  }

  /** The newest first, at most so many on a page. */
  CursorPage<AuditEntry> newest(AuditFilter filter, @Nullable Cursor after, int limit) {
    List<Bson> conditions = matching(filter);
    if (after != null) {
      conditions.add(
          Filters.or(
              Filters.lt(AT, after.at()),
              Filters.and(Filters.eq(AT, after.at()), Filters.lt(ID, after.id()))));
    }
    List<AuditEntry> found =
        mongo
            .getCollection(COLLECTION)
            .find(Filters.and(conditions))
            .sort(Sorts.descending(AT, ID))
            .limit(limit + 1)
            .map(AuditRepository::entry)
            .into(new ArrayList<>());
    return CursorPage.of(found, limit, last -> new Cursor(last.at(), last.id()).toString());
  }

  long count(AuditFilter filter) {
    return mongo.getCollection(COLLECTION).countDocuments(Filters.and(matching(filter)));
  }

  private static List<Bson> matching(AuditFilter filter) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(Filters.exists(AT));
    if (filter.caller() != null) {
      conditions.add(Filters.eq(CALLER, filter.caller()));
    }
    if (filter.act() != null) {
      conditions.add(Filters.eq(ACT, filter.act()));
    }
    if (filter.from() != null) {
      conditions.add(Filters.gte(AT, filter.from()));
    }
    if (filter.to() != null) {
      conditions.add(Filters.lt(AT, filter.to()));
    }
    return conditions;
  }

  /** By the clock rather than by an index that expires: the embedded database has none. */
  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void forgetTheOld() {
    Date oldest = Date.from(clock.instant().minus(barometer.topics().auditRetention()));
    mongo.getCollection(COLLECTION).deleteMany(Filters.lt(AT, oldest));
  }

  /** Details are pairs, because their names may hold what a field name may not. */
  private static Document document(AuditEntry entry) {
    List<Document> details = new ArrayList<>();
    entry
        .details()
        .forEach((name, value) -> details.add(new Document("n", name).append("v", value)));
    return new Document(AT, entry.at())
        .append(CALLER, entry.caller())
        .append("role", entry.role())
        .append(ACT, entry.act())
        .append("subject", entry.subject())
        .append("details", details)
        .append("service", entry.service())
        .append("address", entry.address());
  }

  private static AuditEntry entry(Document document) {
    Map<String, String> details = new LinkedHashMap<>();
    for (Document detail : document.getList("details", Document.class)) {
      details.put(detail.getString("n"), detail.getString("v"));
    }
    return new AuditEntry(
        document.getString(ID),
        document.getDate(AT).toInstant(),
        document.getString(CALLER),
        document.getString("role"),
        document.getString(ACT),
        document.getString("subject"),
        details,
        document.getString("service"),
        document.getString("address"));
  }
}
