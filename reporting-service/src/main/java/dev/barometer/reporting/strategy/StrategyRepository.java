package dev.barometer.reporting.strategy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
 * The strategies in MongoDB, those of before beside them. Each write holds only while nobody else
 * changed one meanwhile.
 */
@Repository
class StrategyRepository {
  static final String COLLECTION = "report_strategies";
  static final String VERSIONS = "report_strategy_versions";
  static final String ADDED_AT = "addedAt";

  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String ACTIVE = "active";
  private static final String DONE_TO = "doneTo";
  private static final String LAST_REPORT = "lastReport";
  private static final String JSON = "json";

  private final MongoOperations mongo;

  StrategyRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  Optional<KeptStrategy> find(String strategyId) {
    return Optional.ofNullable(mongo.findById(strategyId, Document.class, COLLECTION))
        .map(StrategyRepository::read);
  }

  /** The newest first. */
  CursorPage<KeptStrategy> page(@Nullable Cursor after, int limit) {
    Criteria wanted =
        after == null
            ? new Criteria()
            : new Criteria()
                .orOperator(
                    where(ADDED_AT).lt(after.at()),
                    where(ADDED_AT).is(after.at()).and(ID).lt(after.id()));
    Query query =
        new Query(wanted).with(Sort.by(Order.desc(ADDED_AT), Order.desc(ID))).limit(limit + 1);
    return CursorPage.of(
        mongo.find(query, Document.class, COLLECTION).stream()
            .map(StrategyRepository::read)
            .toList(),
        limit,
        last -> new Cursor(last.addedAt(), last.strategy().strategyId()).toString());
  }

  /** The ids of those that the timetable plans by. */
  List<String> active() {
    return mongo.find(new Query(where(ACTIVE).is(true)), Document.class, COLLECTION).stream()
        .map(kept -> kept.getString(ID))
        .toList();
  }

  /**
   * One strategy as it is and as it was, the newest first.
   *
   * @param below only revisions below that; null for all
   */
  CursorPage<Strategy> versions(KeptStrategy now, @Nullable Long below, int limit) {
    Strategy newest = now.strategy();
    long first = below == null ? newest.revision() : Math.min(below - 1, newest.revision());
    List<String> ids =
        LongStream.iterate(first, revision -> revision > 0, revision -> revision - 1)
            .limit(limit + 1L)
            .mapToObj(revision -> versionId(newest.strategyId(), revision))
            .toList();
    Stream<Strategy> before =
        mongo.find(new Query(where(ID).in(ids)), Document.class, VERSIONS).stream()
            .map(StrategyRepository::strategy)
            // A copy may be made before the change it is made for.
            .filter(one -> one.revision() < newest.revision());
    return CursorPage.of(
        Stream.concat(first == newest.revision() ? Stream.of(newest) : Stream.empty(), before)
            .sorted(Comparator.comparingLong(Strategy::revision).reversed())
            .toList(),
        limit,
        last -> Cursor.ofRevision(last.revision()).toString());
  }

  /** Whether it is kept; else there is one of this id. */
  boolean add(KeptStrategy added) {
    Strategy strategy = added.strategy();
    try {
      mongo.insert(
          new Document(ID, strategy.strategyId())
              .append(REVISION, strategy.revision())
              .append(ACTIVE, strategy.active())
              .append(ADDED_AT, added.addedAt().truncatedTo(ChronoUnit.MILLIS))
              .append(DONE_TO, added.doneTo().toString())
              .append(JSON, json(strategy)),
          COLLECTION);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  /** Whether it is kept, and what was before beside it; else somebody was faster. */
  boolean replace(KeptStrategy before, Strategy after, LocalDate doneTo) {
    Strategy was = before.strategy();
    mongo.save(
        new Document(ID, versionId(was.strategyId(), was.revision())).append(JSON, json(was)),
        VERSIONS);
    Update update =
        new Update()
            .set(REVISION, after.revision())
            .set(ACTIVE, after.active())
            .set(DONE_TO, doneTo.toString())
            .set(JSON, json(after));
    return update(before, update);
  }

  /** Notes that a period is done with; false where somebody was faster. */
  boolean advance(KeptStrategy before, LocalDate doneTo, String report) {
    return update(before, new Update().set(DONE_TO, doneTo.toString()).set(LAST_REPORT, report));
  }

  private boolean update(KeptStrategy before, Update update) {
    Query unchanged =
        new Query(
            where(ID)
                .is(before.strategy().strategyId())
                .and(REVISION)
                .is(before.strategy().revision())
                .and(DONE_TO)
                .is(before.doneTo().toString()));
    return mongo.updateFirst(unchanged, update, COLLECTION).getMatchedCount() == 1;
  }

  /** Notes which report was planned by hand. */
  void noteReport(String strategyId, String report) {
    mongo.updateFirst(
        new Query(where(ID).is(strategyId)), new Update().set(LAST_REPORT, report), COLLECTION);
  }

  private static String versionId(String strategyId, long revision) {
    return strategyId + '|' + revision;
  }

  private static String json(Strategy strategy) {
    return new String(FactJson.write(strategy), UTF_8);
  }

  private static KeptStrategy read(Document kept) {
    Date addedAt = kept.getDate(ADDED_AT);
    return new KeptStrategy(
        strategy(kept),
        addedAt.toInstant(),
        LocalDate.parse(kept.getString(DONE_TO)),
        kept.getString(LAST_REPORT));
  }

  private static Strategy strategy(Document kept) {
    return FactJson.read(kept.getString(JSON).getBytes(UTF_8), Strategy.class);
  }
}
