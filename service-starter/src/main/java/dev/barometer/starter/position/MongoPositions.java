package dev.barometer.starter.position;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.barometer.starter.store.Interruptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Positions in the collection {@code positions}: one small document per partition, which only moves
 * on. It goes back, or to another topic of the same name, by {@link #begin} alone.
 */
final class MongoPositions implements Positions {
  private static final String COLLECTION = "positions";
  private static final String NEXT = "next";
  private static final String EPOCH = "epoch";
  private static final String TOPIC = "topic";
  private static final int DUPLICATE_KEY = 11000;
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

  private static final Logger log = LoggerFactory.getLogger(MongoPositions.class);

  private final MongoOperations mongo;
  private final String group;
  private final Interruptions interruptions;
  private final ReadingWatch watch;

  /** Of what is read here; whoever still writes under another id is a reader of the past. */
  private final Map<TopicPartition, String> topicIds = new ConcurrentHashMap<>();

  /** Where reading began, until the first batch tells that it did begin there. */
  private final Map<TopicPartition, Long> begun = new ConcurrentHashMap<>();

  /** The last that is known to be kept, and how often the store was away by then. */
  private final Map<TopicPartition, Kept> last = new ConcurrentHashMap<>();

  MongoPositions(
      MongoOperations mongo, String group, Interruptions interruptions, ReadingWatch watch) {
    this.mongo = mongo;
    this.group = group;
    this.interruptions = interruptions;
    this.watch = watch;
  }

  @Override
  public long interruptions() {
    return interruptions.count();
  }

  @Override
  public long requireKept(Collection<TopicPartition> partitions) {
    long now = interruptions.count();
    if (partitions.stream().anyMatch(partition -> isUnsure(partition, now))) {
      throw wasAway();
    }
    return now;
  }

  private boolean isUnsure(TopicPartition partition, long now) {
    Kept kept = last.get(partition);
    return kept != null && kept.interruptions() != now;
  }

  private static TransientDataAccessResourceException wasAway() {
    return new TransientDataAccessResourceException(
        "the database was away, and may have lost what it stored last");
  }

  @Override
  public Set<TopicPartition> lost() {
    long now = interruptions.count();
    Set<TopicPartition> unsure =
        last.keySet().stream()
            .filter(partition -> isUnsure(partition, now))
            .collect(Collectors.toSet());
    if (unsure.isEmpty() || interruptions.isAway()) {
      return Set.of();
    }
    Map<TopicPartition, Position> found = find(unsure);
    unsure.removeIf(partition -> isStillKept(partition, found.get(partition), now));
    return unsure;
  }

  private boolean isStillKept(TopicPartition partition, @Nullable Position found, long now) {
    Kept kept =
        last.computeIfPresent(
            partition,
            (same, was) ->
                was.isSurelyIn(found, interruptions.since(was.interruptions()))
                    ? new Kept(was.next(), now)
                    : was);
    return kept == null || kept.interruptions() == now;
  }

  @Override
  public Position settled(TopicPartition partition, Position kept) {
    Kept was = last.get(partition);
    if (was == null || was.interruptions() == interruptions.count()) {
      return kept;
    }
    long surely = was.next().settledBy(interruptions.since(was.interruptions()));
    return surely < kept.next() ? new Position(surely, null, kept.topicId()) : kept;
  }

  @Override
  public void save(Map<TopicPartition, Position> next, long before) {
    requireSame(before);
    next.forEach((partition, position) -> watch.passed(partition, position.next()));
    store(next);
    requireSame(before);
    long now = interruptions.now();
    next.forEach(
        (partition, position) ->
            last.compute(
                partition,
                (same, was) ->
                    new Kept(
                        was == null
                            ? Settling.at(position.next(), now)
                            : was.next().then(position.next(), now),
                        before)));
  }

  private void requireSame(long before) {
    if (interruptions.count() != before) {
      throw wasAway();
    }
  }

  private void store(Map<TopicPartition, Position> next) {
    List<WriteModel<Document>> writes = new ArrayList<>(next.size());
    next.forEach(
        (partition, position) -> {
          sayWhereTheLogWasCut(partition, position);
          writes.add(moveOn(partition, position));
        });
    mongo.execute(
        COLLECTION,
        (MongoCollection<Document> positions) -> {
          try {
            positions.bulkWrite(writes, EACH_BY_ITSELF);
          } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                || e.getWriteConcernError() != null) {
              throw e;
            }
            // It is there, and not behind: what another has kept meanwhile is ahead.
          }
          return null;
        });
  }

  /** The client goes back by itself to where the log differs from what was read. */
  private void sayWhereTheLogWasCut(TopicPartition partition, Position position) {
    Long from = begun.remove(partition);
    if (from != null && position.next() <= from) {
      log.warn(
          "{} was read up to {}, but has lost its end since: reading what is there now",
          partition,
          from);
    }
  }

  private WriteModel<Document> moveOn(TopicPartition partition, Position position) {
    Integer epoch = position.epoch();
    Bson behind =
        epoch == null
            ? Filters.lt(NEXT, position.next())
            : Filters.or(
                Filters.lt(EPOCH, epoch),
                Filters.and(Filters.in(EPOCH, epoch, null), Filters.lt(NEXT, position.next())));
    return new UpdateOneModel<>(
        Filters.and(
            Filters.eq("_id", id(partition)), Filters.eq(TOPIC, topicIds.get(partition)), behind),
        Updates.combine(Updates.set(NEXT, position.next()), Updates.set(EPOCH, epoch)),
        UPSERT);
  }

  @Override
  public Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions) {
    Map<String, TopicPartition> byId = new HashMap<>();
    partitions.forEach(partition -> byId.put(id(partition), partition));
    Map<TopicPartition, Position> found = new HashMap<>();
    mongo.execute(
        COLLECTION,
        positions -> {
          for (Document position : positions.find(Filters.in("_id", byId.keySet()))) {
            found.put(
                byId.get(position.getString("_id")),
                new Position(
                    position.get(NEXT, Number.class).longValue(),
                    position.getInteger(EPOCH),
                    position.getString(TOPIC)));
          }
          return null;
        });
    return found;
  }

  @Override
  public void begin(TopicPartition partition, Position from, @Nullable Position kept, long before) {
    String topicId = from.topicId();
    if (topicId != null) {
      topicIds.put(partition, topicId);
    }
    begun.put(partition, from.next());
    last.put(partition, new Kept(Settling.at(from.next(), interruptions.now()), before));
    if (kept != null && !kept.equals(from)) {
      replace(partition, from, kept);
    }
    watch.began(partition, from.next());
  }

  private void replace(TopicPartition partition, Position from, Position kept) {
    Bson unchanged =
        Filters.and(
            Filters.eq("_id", id(partition)),
            Filters.eq(NEXT, kept.next()),
            Filters.eq(TOPIC, kept.topicId()));
    Document begun =
        new Document("_id", id(partition))
            .append(NEXT, from.next())
            .append(EPOCH, from.epoch())
            .append(TOPIC, from.topicId());
    mongo.execute(COLLECTION, positions -> positions.replaceOne(unchanged, begun));
  }

  private String id(TopicPartition partition) {
    return group + "|" + partition.topic() + "|" + partition.partition();
  }
}
