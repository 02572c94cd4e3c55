package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.report.Report;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.Instant;
import java.util.List;
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

/**
 * The editions in MongoDB. Each write holds only while nobody else changed it meanwhile, and has
 * with it what is to be told of it.
 */
@Repository
public class EditionRepository {
  static final String COLLECTION = "reports";
  static final String PLANNED_AT = "plannedAt";

  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String STATUS = "status";
  private static final String JSON = "json";
  private static final String UNTOLD = "untold";
  private static final String UNTOLD_REVISION = UNTOLD + "." + REVISION;
  private static final String TYPE = "type";
  private static final String TELLER = "teller";

  private final MongoOperations mongo;

  EditionRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  public Optional<Edition> find(String reportId) {
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
            .set(JSON, json(after))
            .push(UNTOLD, document(Telling.of(after)));
    return mongo.updateFirst(unchanged, update, COLLECTION).getMatchedCount() == 1;
  }

  /** Where something is to be told; a sparse index answers this. */
  List<String> untold() {
    Query waiting = new Query(where(UNTOLD_REVISION).gt(0));
    waiting.fields().include(ID);
    return mongo.find(waiting, Document.class, COLLECTION).stream()
        .map(kept -> kept.getString(ID))
        .toList();
  }

  /** What is being collected. */
  List<Edition> collecting() {
    return mongo
        .find(new Query(where(STATUS).is(Status.COLLECTING.label())), Document.class, COLLECTION)
        .stream()
        .map(EditionRepository::read)
        .toList();
  }

  /** How many were planned before that moment and are still being collected. */
  long countCollectingSince(Instant then) {
    return mongo.count(
        new Query(where(STATUS).is(Status.COLLECTING.label()).and(PLANNED_AT).lt(then)),
        COLLECTION);
  }

  /** What is to be told, the oldest first; who claims later takes it from who did before. */
  List<Telling> claim(String reportId, String teller) {
    Query waiting = new Query(where(ID).is(reportId).and(UNTOLD_REVISION).gt(0));
    mongo.updateFirst(waiting, new Update().set(TELLER, teller), COLLECTION);
    Document kept = mongo.findById(reportId, Document.class, COLLECTION);
    return kept == null ? List.of() : untold(kept);
  }

  private static List<Telling> untold(Document kept) {
    return kept.getList(UNTOLD, Document.class, List.of()).stream()
        .map(EditionRepository::telling)
        .toList();
  }

  /** It was told up to there; false where somebody else claimed it meanwhile. */
  boolean told(String reportId, String teller, long revision) {
    Query own = new Query(where(ID).is(reportId).and(TELLER).is(teller));
    Update out = new Update().pull(UNTOLD, new Document(REVISION, new Document("$lte", revision)));
    return mongo.updateFirst(own, out, COLLECTION).getMatchedCount() == 1;
  }

  /** Has the last step told once more, unless there is something to be told besides. */
  void tellAgain(String reportId) {
    find(reportId)
        .ifPresent(
            edition ->
                mongo.updateFirst(
                    new Query(
                        where(ID)
                            .is(reportId)
                            .and(REVISION)
                            .is(edition.revision())
                            .and(UNTOLD)
                            .size(0)),
                    new Update().push(UNTOLD, document(Telling.of(edition))),
                    COLLECTION));
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
        .append(JSON, json(edition))
        .append(UNTOLD, List.of(document(Telling.of(edition))));
  }

  private static Document document(Telling one) {
    return new Document(REVISION, one.revision())
        .append(TYPE, one.type())
        .append(JSON, new String(FactJson.write(one.report()), UTF_8));
  }

  private static Telling telling(Document kept) {
    return new Telling(
        FactJson.read(kept.getString(JSON).getBytes(UTF_8), Report.class), kept.getString(TYPE));
  }

  private static String json(Edition edition) {
    return new String(FactJson.write(edition), UTF_8);
  }

  private static Edition read(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), Edition.class);
  }
}
