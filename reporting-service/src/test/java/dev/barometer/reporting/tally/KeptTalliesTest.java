package dev.barometer.reporting.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import com.mongodb.event.ConnectionPoolClearedEvent;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.EmbeddedDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Two instances over one database: whatever comes in between, none answers with less than it says
 * it has, and when all is quiet both say what the database says.
 */
class KeptTalliesTest {
  private static final Scope EMAIL = Scope.of(Dimension.SERVICE, "Email");
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group|56");
  private static final List<Scope> SCOPES = List.of(Scope.ALL, EMAIL, TEAM);
  private static final List<Bucket> BUCKETS =
      List.of(
          new Bucket.Day(LocalDate.parse("2016-03-05")),
          new Bucket.Day(LocalDate.parse("2016-03-31")),
          new Bucket.Day(LocalDate.parse("2016-04-01")),
          new Bucket.Hour(Instant.parse("2016-03-05T00:00:00Z")),
          new Bucket.Hour(Instant.parse("2016-03-05T23:00:00Z")));
  private static final List<String> COLLECTIONS =
      List.of(TallyPageRepository.COLLECTION, ScopeDirectoryRepository.COLLECTION);

  private static EmbeddedDatabase database;
  private static MongoOperations mongo;

  @BeforeContainer
  static void open() {
    database = EmbeddedDatabase.inMemory();
    mongo = database.operations();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  /** A page that is being read by a query for a long time. */
  private record Slow(TallyMemoryStore.Load load, Map<String, KeptPage> found) {}

  private record Backup(
      Map<String, List<Document>> collections, Map<TopicPartition, Long> positions) {}

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void noAnswerIsOlderThanItSays_andAtRestItIsThatOfTheDatabase(@ForAll long seed) {
    Random random = new Random(seed);
    COLLECTIONS.forEach(name -> mongo.getCollection(name).deleteMany(new Document()));
    TallyLog log = new TallyLog();
    // Where little is kept, much is forgotten at any time.
    long mostBytes = random.nextBoolean() ? 1_000_000 : 3_000;
    // Who lost a partition and does not know it may write again what was erased since, and then
    // the database itself says what is not so.
    boolean isErasing = random.nextBoolean();
    List<TallyInstance> instances =
        List.of(new TallyInstance(mongo, log, mostBytes), new TallyInstance(mongo, log, mostBytes));
    Map<TopicPartition, TallyInstance> owners = new HashMap<>();
    log.partitions().forEach(partition -> assign(partition, instances.get(0), owners));
    List<Slow> slow = new ArrayList<>();
    Backup backup = backup(log);

    for (int step = 0; step < 120; step++) {
      TallyInstance one = instances.get(random.nextInt(2));
      TopicPartition partition = TallyInstance.partition(random.nextInt(2));
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 ->
            log.write(
                any(SCOPES, random), any(BUCKETS, random), isErasing && random.nextInt(5) == 0);
        case 4, 5, 6 ->
            owners.get(partition).project(partition, 1 + random.nextInt(4), random.nextInt(5) > 0);
        case 7 -> {
          // One that lost the partition, and does not know it yet.
          if (!isErasing && one.reading.containsKey(partition)) {
            one.project(partition, 1 + random.nextInt(2), true);
          }
        }
        case 8 -> assign(partition, one, owners);
        case 9, 10 -> one.look();
        case 11, 12, 13 -> readAlong(one);
        case 14 -> slow.add(read(one, random));
        case 15 -> {
          if (!slow.isEmpty()) {
            end(slow.remove(random.nextInt(slow.size())));
          }
        }
        case 16 -> {
          if (random.nextInt(4) == 0) {
            backup = backup(log);
          } else if (random.nextInt(4) == 0) {
            restore(backup, log, instances);
            instances.forEach(each -> each.reading.clear());
            owners.replaceAll((same, owner) -> instances.get(random.nextInt(2)));
            owners.forEach((same, owner) -> owner.begin(same));
            instances.forEach(TallyInstance::look);
          }
        }
        default -> isNotOlderThanItSays(one, log);
      }
    }

    slow.forEach(KeptTalliesTest::end);
    for (int round = 0; round < 3; round++) {
      owners.forEach((partition, owner) -> owner.project(partition, 1_000, true));
      instances.forEach(TallyInstance::look);
      for (int turn = 0; turn < 100; turn++) {
        instances.forEach(KeptTalliesTest::readAlong);
      }
    }
    TallyInstance without = new TallyInstance(mongo, log, 0);
    for (TallyInstance each : instances) {
      each.look();
      assertThat(each.said).isEqualTo(log.ends());
      for (int twice = 0; twice < 2; twice++) {
        assertThat(each.read(SCOPES, BUCKETS)).isEqualTo(without.read(SCOPES, BUCKETS));
        for (Dimension dimension : List.of(Dimension.SERVICE, Dimension.TEAM)) {
          assertThat(each.tallies.scopesOf(Set.of(dimension)))
              .isEqualTo(without.tallies.scopesOf(Set.of(dimension)));
        }
      }
    }
    Map<String, Long> newest = log.newest(log.ends());
    newest.values().removeIf(sequence -> sequence < 0);
    assertThat(without.read(SCOPES, BUCKETS)).isEqualTo(newest);
  }

  private static void assign(
      TopicPartition partition, TallyInstance to, Map<TopicPartition, TallyInstance> owners) {
    owners.put(partition, to);
    to.begin(partition);
  }

  private static void readAlong(TallyInstance one) {
    if (one.readsAlong()) {
      one.readAlong();
    }
  }

  /** An erased slot may hold what a repeat wrote again, until that repeats the erasure, too. */
  private static void isNotOlderThanItSays(TallyInstance one, TallyLog log) {
    Map<TopicPartition, Long> said = one.said;
    Map<String, Long> inDatabase = new TreeMap<>();
    new TallyInstance(mongo, log, 0).read(SCOPES, BUCKETS).forEach(inDatabase::put);

    Map<String, Long> found = one.read(SCOPES, BUCKETS);

    Map<String, Long> all = log.newest(log.ends());
    log.newest(said)
        .forEach(
            (key, sequence) -> {
              Long is = found.get(key);
              boolean isNewEnough =
                  is == null ? sequence < 0 || isErasedLater(log, key, sequence) : is >= sequence;
              assertThat(isNewEnough || Objects.equals(is, inDatabase.get(key)))
                  .as("%s is %s and was %s", key, is, sequence)
                  .isTrue();
            });
    assertThat(all.keySet()).containsAll(found.keySet());
    Set<Scope> listed = new HashSet<>(one.tallies.scopesOf(Set.of(Dimension.TEAM)));
    if (log.newest(said).keySet().stream().anyMatch(key -> key.startsWith(TEAM + "|"))) {
      assertThat(listed.contains(TEAM) || !isListed(log)).isTrue();
    }
  }

  private static boolean isListed(TallyLog log) {
    return !new TallyInstance(mongo, log, 0).tallies.scopesOf(Set.of(Dimension.TEAM)).isEmpty();
  }

  private static boolean isErasedLater(TallyLog log, String key, long sequence) {
    return log.partitions().stream()
        .flatMap(partition -> log.from(partition, 0, Integer.MAX_VALUE / 2).stream())
        .anyMatch(one -> one.key().equals(key) && one.value() == null && one.sequence() > sequence);
  }

  private static Slow read(TallyInstance one, Random random) {
    Bucket bucket = any(BUCKETS, random);
    List<String> ids =
        SCOPES.stream()
            .map(scope -> PageSlot.pageIdOf(scope.toString(), PageSlot.of(bucket).page()))
            .toList();
    TallyMemoryStore.Load load = one.memory.load();
    return new Slow(load, one.stored.pages(ids));
  }

  private static void end(Slow slow) {
    slow.load().keep(slow.found());
    slow.load().close();
  }

  private static Backup backup(TallyLog log) {
    Map<String, List<Document>> collections = new HashMap<>();
    for (String name : COLLECTIONS) {
      collections.put(name, mongo.getCollection(name).find().into(new ArrayList<>()));
    }
    return new Backup(collections, new HashMap<>(log.positions));
  }

  /** Who is connected notices that the database was away. */
  private static void restore(Backup backup, TallyLog log, List<TallyInstance> connected) {
    backup
        .collections()
        .forEach(
            (name, documents) -> {
              mongo.getCollection(name).deleteMany(new Document());
              if (!documents.isEmpty()) {
                mongo.getCollection(name).insertMany(documents);
              }
            });
    log.positions = new HashMap<>(backup.positions());
    ConnectionPoolClearedEvent away =
        new ConnectionPoolClearedEvent(new ServerId(new ClusterId(), new ServerAddress()));
    connected.forEach(instance -> instance.interruptions.connectionPoolCleared(away));
  }

  private static <T> T any(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
