package dev.barometer.reporting.operating;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * Which series there are, in MongoDB. Every write holds only while nobody else changed the document
 * since it was read.
 */
@Repository
class SeriesRepository {
  private static final String SERIES = "operating_series";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String SYSTEM = "system";
  private static final String MEASURE = "measure";
  private static final String UNIT = "unit";
  private static final String SCOPE = "scope";
  private static final String MONTHS = "months";

  private final MongoOperations mongo;
  private final int mostSeries;

  SeriesRepository(MongoOperations mongo, OperatingProperties settings) {
    this.mongo = mongo;
    this.mostSeries = settings.mostSeries();
  }

  Optional<Series> find(String system, String measure) {
    return Optional.ofNullable(mongo.findById(Series.id(system, measure), Document.class, SERIES))
        .map(SeriesRepository::series);
  }

  /**
   * By id.
   *
   * @param after the id before the first; null for the first there is
   */
  List<Series> list(@Nullable String after, int limit) {
    Query query = after == null ? new Query() : new Query(where(ID).gt(after));
    query.with(Sort.by(ID)).limit(limit);
    return mongo.find(query, Document.class, SERIES).stream()
        .map(SeriesRepository::series)
        .toList();
  }

  long count() {
    return mongo.getCollection(SERIES).countDocuments();
  }

  List<Series> all() {
    return mongo.findAll(Document.class, SERIES).stream().map(SeriesRepository::series).toList();
  }

  /**
   * Refuses what has another unit than its series, or would be a series too many.
   *
   * @throws InvalidRequestException with all of it
   */
  void require(List<SentSeries> sent) {
    Map<String, Series> known =
        mongo
            .find(
                new Query(where(ID).in(sent.stream().map(SentSeries::id).toList())),
                Document.class,
                SERIES)
            .stream()
            .map(SeriesRepository::series)
            .collect(Collectors.toMap(Series::id, one -> one));
    List<Violation> wrong = new ArrayList<>();
    sent.forEach(one -> requireUnit(one, known.get(one.id()), wrong));
    long fresh = sent.stream().filter(one -> !known.containsKey(one.id())).count();
    if (fresh > 0 && count() + fresh > mostSeries) {
      wrong.add(new Violation("series", "must not be more than " + mostSeries + " in all"));
    }
    if (!wrong.isEmpty()) {
      throw new InvalidRequestException(wrong);
    }
  }

  private static void requireUnit(SentSeries sent, @Nullable Series known, List<Violation> wrong) {
    if (known != null && known.unit() != sent.unit()) {
      wrong.add(
          new Violation(
              sent.field(),
              "must have the unit "
                  + known.unit().label()
                  + ": the series "
                  + sent.measure()
                  + " of "
                  + sent.system()
                  + " has it, and a series keeps its unit"));
    }
  }

  /**
   * Names the months of what was sent before they are there, so that after a crash none is
   * overlooked.
   *
   * @throws InvalidRequestException where somebody made it with another unit meanwhile
   */
  void ensure(SentSeries sent) {
    Collection<YearMonth> months = new TreeSet<>();
    sent.points()
        .forEach(
            (at, point) -> {
              if (point.value() != null) {
                months.add(Series.monthOf(at));
              }
            });
    while (true) {
      Optional<Series> before = find(sent.system(), sent.measure());
      if (before.isEmpty() && months.isEmpty()) {
        return;
      }
      if (before.isEmpty()) {
        if (added(sent, months)) {
          return;
        }
        continue;
      }
      List<Violation> wrong = new ArrayList<>();
      requireUnit(sent, before.get(), wrong);
      if (!wrong.isEmpty()) {
        throw new InvalidRequestException(wrong);
      }
      Series after = before.get().with(sent.scope(), months);
      if (after.equals(before.get()) || put(before.get(), after)) {
        return;
      }
    }
  }

  private boolean added(SentSeries sent, Collection<YearMonth> months) {
    Series first =
        new Series(
            1, sent.system(), sent.measure(), sent.unit(), sent.scope(), new TreeSet<>(months));
    try {
      mongo.insert(
          new Document(ID, first.id())
              .append(REVISION, first.revision())
              .append(SYSTEM, first.system())
              .append(MEASURE, first.measure())
              .append(UNIT, first.unit().label())
              .append(SCOPE, first.scope())
              .append(MONTHS, names(first.months())),
          SERIES);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  private boolean put(Series before, Series after) {
    Update update =
        new Update()
            .set(REVISION, after.revision())
            .set(SCOPE, after.scope())
            .set(MONTHS, names(after.months()));
    return mongo
            .updateFirst(unchanged(before.id(), before.revision()), update, SERIES)
            .getMatchedCount()
        == 1;
  }

  private static Query unchanged(String id, long revision) {
    return new Query(where(ID).is(id).and(REVISION).is(revision));
  }

  private static List<String> names(Collection<YearMonth> months) {
    return months.stream().map(YearMonth::toString).toList();
  }

  private static Series series(Document kept) {
    return new Series(
        kept.get(REVISION, Number.class).longValue(),
        kept.getString(SYSTEM),
        kept.getString(MEASURE),
        MeasureUnit.of(kept.getString(UNIT)).orElseThrow(),
        kept.getString(SCOPE),
        kept.getList(MONTHS, String.class).stream()
            .map(YearMonth::parse)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
