package dev.barometer.survey.kept;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/**
 * The lists in MongoDB: what is kept of a kind since the same ten minutes, on several pages, so
 * that none grows large; and per kind a mark that says up to where all is forgotten.
 */
@Repository
public class KeptRepository {
  /** What is listed together is forgotten together. */
  public static final Duration SPAN = Duration.ofMinutes(10);

  /** So many of them are forgotten in one step. */
  static final int MOST_SPANS = 144;

  private static final String COLLECTION = "kept_lists";
  private static final String ID = "_id";
  private static final String IDS = "ids";
  private static final String NEXT = "next";
  private static final int PARTS = 64;
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

  private final MongoOperations mongo;

  public KeptRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /**
   * Lists what is about to be kept; listed twice it is forgotten once. What comes so late that
   * nobody looks at its ten minutes any more is listed under later ones, which nobody has begun
   * with.
   *
   * @param since by id, from when its time counts
   */
  public void list(String kind, Map<String, Instant> since) {
    long earliest = earliest(kind);
    list(kind, since, earliest);
    for (long later = earliest(kind); later > earliest; later = earliest(kind)) {
      // Somebody forgot meanwhile: of what came late the list may have been passed.
      long passed = later;
      Map<String, Instant> late = new HashMap<>(since);
      late.values().removeIf(moment -> span(moment) >= passed);
      list(kind, late, later);
      earliest = later;
    }
  }

  /** Who forgets may be at work on what is before that. */
  private long earliest(String kind) {
    return mark(kind).orElse(Long.MIN_VALUE / 2) + MOST_SPANS;
  }

  private void list(String kind, Map<String, Instant> since, long earliest) {
    Map<String, List<String>> byPage = new TreeMap<>();
    since.forEach(
        (id, moment) ->
            byPage
                .computeIfAbsent(
                    page(
                        kind,
                        Math.max(span(moment), earliest),
                        Math.floorMod(id.hashCode(), PARTS)),
                    none -> new ArrayList<>())
                .add(id));
    List<WriteModel<Document>> writes = new ArrayList<>();
    byPage.forEach(
        (page, ids) ->
            writes.add(
                new UpdateOneModel<>(
                    Filters.eq(ID, page), Updates.addEachToSet(IDS, ids), UPSERT)));
    if (!writes.isEmpty()) {
      lists().bulkWrite(writes, EACH_BY_ITSELF);
    }
  }

  /** Which ten minutes a moment is in. */
  static long span(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SPAN.toSeconds());
  }

  /** What is listed of ten minutes. */
  List<String> listed(String kind, long span) {
    List<String> ids = new ArrayList<>();
    for (Document page : lists().find(Filters.in(ID, pages(kind, span)))) {
      ids.addAll(page.getList(IDS, String.class, List.of()));
    }
    return ids;
  }

  void delete(String kind, long span) {
    lists().deleteMany(Filters.in(ID, pages(kind, span)));
  }

  /** The first ten minutes of which something may be kept; empty where nobody looked yet. */
  OptionalLong mark(String kind) {
    Document mark = lists().find(Filters.eq(ID, kind)).first();
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark.getLong(NEXT));
  }

  void mark(String kind, long next) {
    lists().updateOne(Filters.eq(ID, kind), Updates.max(NEXT, next), UPSERT);
  }

  private static List<String> pages(String kind, long span) {
    return IntStream.range(0, PARTS).mapToObj(part -> page(kind, span, part)).toList();
  }

  private static String page(String kind, long span, int part) {
    return kind + "|" + span + "|" + part;
  }

  private MongoCollection<Document> lists() {
    return mongo.getCollection(COLLECTION);
  }
}
