package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** The editions in MongoDB. Each write holds only while nobody else changed it meanwhile. */
@Repository
class EditionRepository {
  static final String COLLECTION = "reports";
  static final String PLANNED_AT = "plannedAt";

  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String STATUS = "status";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  EditionRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<Edition> find(String reportId) {
    return Optional.ofNullable(mongo.findById(reportId, Document.class, COLLECTION))
        .map(EditionRepository::read);
  }

  /** Whether it is kept; there is no other of this id then. */
  boolean add(Edition edition) {
    try {
      mongo.insert(document(edition), COLLECTION);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  /** Whether it is kept; else somebody changed it since it was read. */
  boolean put(Edition before, Edition after) {
    Query unchanged =
        new Query(where(ID).is(before.reportId()).and(REVISION).is(before.revision()));
    Update update =
        new Update()
            .set(REVISION, after.revision())
            .set(STATUS, after.status().label())
            .set(JSON, json(after));
    return mongo.updateFirst(unchanged, update, COLLECTION).getMatchedCount() == 1;
  }

  /**
   * The newest first.
   *
   * @param status only those; null for all
   */
  CursorPage<Edition> page(@Nullable Status status, @Nullable Cursor after, int limit) {
    Criteria wanted = status == null ? new Criteria() : where(STATUS).is(status.label());
    if (after != null) {
      wanted =
          new Criteria()
              .andOperator(
                  wanted,
                  new Criteria()
                      .orOperator(
                          where(PLANNED_AT).lt(after.at()),
                          where(PLANNED_AT).is(after.at()).and(ID).lt(after.id())));
    }
    Query query =
        new Query(wanted).with(Sort.by(Order.desc(PLANNED_AT), Order.desc(ID))).limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, Document.class, COLLECTION).stream()
            .map(EditionRepository::read)
            .toList(),
        limit,
        last -> new Cursor(last.history().get(0).at(), last.reportId()).toString());
  }

  private static Document document(Edition edition) {
    return new Document(ID, edition.reportId())
        .append(REVISION, edition.revision())
        .append(STATUS, edition.status().label())
        .append(PLANNED_AT, edition.history().get(0).at())
        .append(JSON, json(edition));
  }

  private static String json(Edition edition) {
    return new String(FactJson.write(edition), UTF_8);
  }

  private static Edition read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), Edition.class);
  }
}
