package dev.barometer.reporting.operating;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.reporting.period.Period;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The points in MongoDB, a document for each month of a series: they are whole minutes, so that it
 * cannot outgrow one. A write holds only while nobody else changed the month since it was read.
 */
@Repository
class PointRepository {
  private static final String POINTS = "operating_points";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String LIST = "points";
  private static final String AT = "at";
  private static final String VALUE = "value";
  private static final String BY = "source";

  private final MongoOperations mongo;

  PointRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** A month as it is kept; of revision 0 where it is not. */
  private record Month(long revision, SortedMap<Instant, KeptPoint> points) {}

  OperatingCounts merge(SentSeries sent) {
    Map<YearMonth, SortedMap<Instant, SentSeries.Sent>> byMonth = new TreeMap<>();
    sent.points()
        .forEach(
            (at, point) ->
                byMonth
                    .computeIfAbsent(Series.monthOf(at), none -> new TreeMap<>())
                    .put(at, point));
    OperatingCounts counts = OperatingCounts.NONE;
    for (Map.Entry<YearMonth, SortedMap<Instant, SentSeries.Sent>> month : byMonth.entrySet()) {
      counts = counts.plus(merge(monthId(sent.id(), month.getKey()), month.getValue()));
    }
    return counts;
  }

  private OperatingCounts merge(String id, SortedMap<Instant, SentSeries.Sent> sent) {
    while (true) {
      Month before = month(mongo.findById(id, Document.class, POINTS));
      SortedMap<Instant, KeptPoint> points = new TreeMap<>(before.points());
      OperatingCounts counts = OperatingCounts.NONE;
      for (Map.Entry<Instant, SentSeries.Sent> one : sent.entrySet()) {
        counts = counts.plus(merge(points, one.getKey(), one.getValue()));
      }
      if (points.equals(before.points()) || put(id, before, points)) {
        return counts;
      }
    }
  }

  private static OperatingCounts merge(
      SortedMap<Instant, KeptPoint> points, Instant at, SentSeries.Sent sent) {
    Double value = sent.value();
    KeptPoint next = value == null ? null : new KeptPoint(at, value, sent.source());
    KeptPoint before = next == null ? points.remove(at) : points.put(at, next);
    if (Objects.equals(before, next)) {
      return new OperatingCounts(0, 0, 0, 1);
    }
    if (before == null) {
      return new OperatingCounts(1, 0, 0, 0);
    }
    return next == null ? new OperatingCounts(0, 0, 1, 0) : new OperatingCounts(0, 1, 0, 0);
  }

  private boolean put(String id, Month before, SortedMap<Instant, KeptPoint> points) {
    List<Document> list = points.values().stream().map(PointRepository::document).toList();
    long revision = before.revision() + 1;
    if (before.revision() > 0) {
      Update update = new Update().set(REVISION, revision).set(LIST, list);
      return mongo
              .updateFirst(
                  new Query(where(ID).is(id).and(REVISION).is(before.revision())), update, POINTS)
              .getMatchedCount()
          == 1;
    }
    try {
      mongo.insert(new Document(ID, id).append(REVISION, revision).append(LIST, list), POINTS);
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }

  /** The points of a period, the oldest first. */
  List<KeptPoint> in(Series of, Period period) {
    return in(of, period, null, Integer.MAX_VALUE);
  }

  /**
   * The same, page by page.
   *
   * @param after only later ones; null for all
   */
  List<KeptPoint> in(Series of, Period period, @Nullable Instant after, int limit) {
    Instant from = after == null || after.isBefore(period.from()) ? period.from() : after;
    YearMonth first = Series.monthOf(from);
    YearMonth last = Series.monthOf(period.to());
    List<KeptPoint> found = new ArrayList<>();
    for (YearMonth month : of.months()) {
      if (found.size() < limit && !month.isBefore(first) && !month.isAfter(last)) {
        pointsOf(of, month).values().stream()
            .filter(one -> !one.at().isBefore(from) && one.at().isBefore(period.to()))
            .filter(one -> after == null || one.at().isAfter(after))
            .forEach(found::add);
      }
    }
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /** The first and the last one; empty where there is none any more. */
  List<KeptPoint> ends(Series of) {
    List<YearMonth> months = List.copyOf(of.months());
    KeptPoint first = null;
    KeptPoint last = null;
    for (int i = 0; i < months.size() && first == null; i++) {
      SortedMap<Instant, KeptPoint> points = pointsOf(of, months.get(i));
      first = points.isEmpty() ? null : points.get(points.firstKey());
    }
    for (int i = months.size() - 1; i >= 0 && first != null && last == null; i--) {
      SortedMap<Instant, KeptPoint> points = pointsOf(of, months.get(i));
      last = points.isEmpty() ? null : points.get(points.lastKey());
    }
    return first == null || last == null ? List.of() : List.of(first, last);
  }

  /** The newest ones, the oldest of them first. */
  List<KeptPoint> newest(Series of, int most) {
    List<KeptPoint> found = new ArrayList<>();
    List<YearMonth> months = List.copyOf(of.months());
    for (int i = months.size() - 1; i >= 0 && found.size() < most; i--) {
      found.addAll(0, pointsOf(of, months.get(i)).values());
    }
    return List.copyOf(found.subList(Math.max(0, found.size() - most), found.size()));
  }

  private SortedMap<Instant, KeptPoint> pointsOf(Series of, YearMonth month) {
    return month(mongo.findById(monthId(of.id(), month), Document.class, POINTS)).points();
  }

  private static String monthId(String series, YearMonth month) {
    return series + '|' + month;
  }

  private static Month month(@Nullable Document kept) {
    if (kept == null) {
      return new Month(0, new TreeMap<>());
    }
    SortedMap<Instant, KeptPoint> points = new TreeMap<>();
    for (Document one : kept.getList(LIST, Document.class)) {
      Instant at = one.getDate(AT).toInstant();
      points.put(
          at, new KeptPoint(at, one.get(VALUE, Number.class).doubleValue(), one.getString(BY)));
    }
    return new Month(kept.get(REVISION, Number.class).longValue(), points);
  }

  private static Document document(KeptPoint point) {
    return new Document(AT, Date.from(point.at()))
        .append(VALUE, point.value())
        .append(BY, point.source());
  }
}
