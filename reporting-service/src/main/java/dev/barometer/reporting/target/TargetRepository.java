package dev.barometer.reporting.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The targets in MongoDB: one document for a metric and a scope, with all of its versions. Each
 * write holds only while nobody else changed it meanwhile.
 */
@Repository
class TargetRepository {
  static final String COLLECTION = "targets";

  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  TargetRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  static String id(String metric, String scope) {
    return metric + '|' + scope;
  }

  /** Empty versions where nothing was ever set. */
  TargetHistory find(String metric, String scope) {
    return Optional.ofNullable(mongo.findById(id(metric, scope), Document.class, COLLECTION))
        .map(TargetRepository::read)
        .orElseGet(() -> TargetHistory.none(metric, scope));
  }

  /** Those that there are. */
  List<TargetHistory> find(Collection<String> ids) {
    return mongo.find(new Query(where(ID).in(ids)), Document.class, COLLECTION).stream()
        .map(TargetRepository::read)
        .toList();
  }

  /** By metric and scope. */
  CursorPage<TargetHistory> page(@Nullable Cursor after, int limit) {
    Query all = after == null ? new Query() : new Query(where(ID).gt(after.id()));
    return CursorPage.of(
        mongo
            .find(all.with(Sort.by(Order.asc(ID))).limit(limit + 1), Document.class, COLLECTION)
            .stream()
            .map(TargetRepository::read)
            .toList(),
        limit,
        last -> new Cursor(Instant.EPOCH, id(last.metric(), last.scope())).toString());
  }

  /** Whether it is kept; else somebody was faster. */
  boolean put(TargetHistory before, TargetHistory after) {
    String id = id(before.metric(), before.scope());
    String json = new String(FactJson.write(after), UTF_8);
    if (before.revision() > 0) {
      return mongo
              .updateFirst(
                  new Query(where(ID).is(id).and(REVISION).is(before.revision())),
                  new Update().set(REVISION, after.revision()).set(JSON, json),
                  COLLECTION)
              .getMatchedCount()
          == 1;
    }
    try {
      mongo.insert(
          new Document(ID, id).append(REVISION, after.revision()).append(JSON, json), COLLECTION);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  private static TargetHistory read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), TargetHistory.class);
  }
}
