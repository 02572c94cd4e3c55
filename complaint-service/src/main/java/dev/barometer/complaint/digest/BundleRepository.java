package dev.barometer.complaint.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/**
 * The bundles in MongoDB, by reader and span; each write holds only while nobody else changed the
 * bundle meanwhile.
 */
@Repository
public class BundleRepository {
  private static final String COLLECTION = "notice_bundles";
  private static final String ID = "_id";
  private static final String REVISION = "revision";
  private static final String JSON = "json";
  private static final String CLOSES_AT = "closesAt";

  private final MongoOperations mongo;

  public BundleRepository(MongoOperations mongo) {
    this.mongo = mongo;
  }

  private static String id(String reader, Slots slots, Instant end) {
    return reader + "|" + slots.mark() + "|" + end.toEpochMilli();
  }

  /** Whose bundle it is. */
  public static String readerOf(String bundleId) {
    return bundleId.substring(0, bundleId.lastIndexOf('|', bundleId.lastIndexOf('|') - 1));
  }

  /**
   * Puts notices where they belong: each into the bundle of its span, or the first after it that is
   * open; those that are in one already stay there.
   *
   * @param mostAtOnce how many of a bundle are told at once
   * @return the bundles that have any of them
   */
  public List<Bundle> put(
      String reader, Slots slots, List<Notice> notices, int mostAtOnce, Instant now) {
    while (true) {
      Optional<List<Bundle>> put = tryToPut(reader, slots, notices, mostAtOnce, now);
      if (put.isPresent()) {
        return put.get();
      }
    }
  }

  private Optional<List<Bundle>> tryToPut(
      String reader, Slots slots, List<Notice> notices, int mostAtOnce, Instant now) {
    Instant first = notices.stream().map(Notice::at).min(Instant::compareTo).orElse(now);
    Map<String, Instant> ends = new LinkedHashMap<>();
    slots
        .ends(first, now.isBefore(first) ? first : now)
        .forEach(end -> ends.put(id(reader, slots, end), end));
    Map<String, Bundle> known = find(ends.keySet());
    Map<String, String> places = new HashMap<>();
    known.values().forEach(bundle -> bundle.all().forEach(one -> places.put(one, bundle.id())));
    Map<String, List<Notice>> joining = new LinkedHashMap<>();
    Set<String> touched = new LinkedHashSet<>();
    for (Notice notice : notices) {
      String where = places.get(notice.id());
      if (where == null) {
        where = open(notice, ends, known, reader, slots);
        joining.computeIfAbsent(where, none -> new ArrayList<>()).add(notice);
      }
      touched.add(where);
    }
    for (Map.Entry<String, List<Notice>> each : joining.entrySet()) {
      Bundle before = known.get(each.getKey());
      Instant end = ends.get(each.getKey());
      Bundle next =
          (before == null
                  ? Bundle.empty(each.getKey(), end == null ? endOf(each.getKey()) : end)
                  : before)
              .with(each.getValue(), mostAtOnce);
      if (!write(before, next)) {
        return Optional.empty();
      }
      known.put(each.getKey(), next);
    }
    return Optional.of(touched.stream().map(known::get).toList());
  }

  private static Instant endOf(String bundleId) {
    return Instant.ofEpochMilli(Long.parseLong(bundleId.substring(bundleId.lastIndexOf('|') + 1)));
  }

  /** Where a notice joins: not before its own span, and not where the others are told already. */
  private String open(
      Notice notice,
      Map<String, Instant> ends,
      Map<String, Bundle> known,
      String reader,
      Slots slots) {
    Instant end = Instant.MIN;
    for (Map.Entry<String, Instant> each : ends.entrySet()) {
      Bundle bundle = known.get(each.getKey());
      end = each.getValue();
      if (end.isAfter(notice.at()) && (bundle == null || !bundle.closed())) {
        return each.getKey();
      }
    }
    while (true) {
      end = slots.endAfter(end);
      String id = id(reader, slots, end);
      Bundle bundle = find(Set.of(id)).get(id);
      if (bundle != null) {
        known.put(id, bundle);
      }
      if (bundle == null || !bundle.closed()) {
        return id;
      }
    }
  }

  /** From now on nothing joins it; empty where there is none. */
  public Optional<Bundle> close(String bundleId) {
    while (true) {
      Bundle here = find(Set.of(bundleId)).get(bundleId);
      if (here == null || here.closed()) {
        return Optional.ofNullable(here);
      }
      Bundle closed = here.asClosed();
      if (write(here, closed)) {
        return Optional.of(closed);
      }
    }
  }

  /** Forgets what nobody asks for any more. */
  public void forgetBefore(Instant then) {
    mongo.remove(new Query(where(CLOSES_AT).lt(Date.from(then))), COLLECTION);
  }

  private Map<String, Bundle> find(Collection<String> ids) {
    Map<String, Bundle> found = new HashMap<>();
    for (Document each :
        mongo.find(new Query(where(ID).in(new HashSet<>(ids))), Document.class, COLLECTION)) {
      found.put(
          each.getString(ID), FactJson.read(each.getString(JSON).getBytes(UTF_8), Bundle.class));
    }
    return found;
  }

  private boolean write(@org.jspecify.annotations.Nullable Bundle before, Bundle next) {
    String json = new String(FactJson.write(next), UTF_8);
    if (before == null) {
      try {
        mongo.insert(
            new Document(ID, next.id())
                .append(REVISION, next.revision())
                .append(CLOSES_AT, Date.from(next.closesAt()))
                .append(JSON, json),
            COLLECTION);
        return true;
      } catch (DuplicateKeyException somebodyElse) {
        return false;
      }
    }
    var unchanged = new Query(where(ID).is(next.id()).and(REVISION).is(before.revision()));
    var change = new Update().set(REVISION, next.revision()).set(JSON, json);
    return mongo.updateFirst(unchanged, change, COLLECTION).getMatchedCount() == 1;
  }
}
