package dev.barometer.reporting.tally;

import static dev.barometer.reporting.ReceivedFixtures.received;
import static dev.barometer.reporting.ReceivedFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import com.mongodb.event.ConnectionPoolClearedEvent;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Bucket;
import dev.barometer.contract.score.Scope;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tallies;
import dev.barometer.metrics.Tally;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.starter.fact.Received;
import dev.barometer.starter.store.Interruptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoOperations;

/** The same on both databases: what is written conditionally must be so on each. */
class TallyPagesTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Bucket FIFTH = new Bucket.Day(LocalDate.parse("2016-03-05"));
  private static final Bucket SIXTH = new Bucket.Day(LocalDate.parse("2016-03-06"));
  private static final Bucket APRIL = new Bucket.Day(LocalDate.parse("2016-04-01"));
  private static final Bucket HOUR = new Bucket.Hour(Instant.parse("2016-03-05T09:00:00Z"));

  @Nested
  class InMemory extends Pages {
    @Override
    EmbeddedDatabase database() {
      return EmbeddedDatabase.inMemory();
    }
  }

  @Nested
  class OnDisk extends Pages {
    @TempDir Path folder;

    @Override
    EmbeddedDatabase database() {
      return EmbeddedDatabase.onDisk(folder.resolve("tallies.mv"));
    }
  }

  abstract static class Pages {
    private final Interruptions interruptions = new Interruptions();
    private EmbeddedDatabase database;
    private MongoOperations mongo;
    private ScopeDirectoryRepository directory;
    private TallyPageRepository pages;
    private KeptTalliesRepository store;

    abstract EmbeddedDatabase database();

    @BeforeEach
    void open() {
      database = database();
      mongo = database.operations();
      TallyMemoryStore memory = new TallyMemoryStore(1_000_000, interruptions);
      directory = new ScopeDirectoryRepository(mongo, interruptions, memory);
      pages = new TallyPageRepository(mongo, directory, memory);
      store =
          new KeptTalliesRepository(
              memory,
              new TallyReadRepository(mongo),
              directory,
              new TallyMemoryMetrics(memory, new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
      database.close();
    }

    @Test
    void aPeriodIsReadBackAsItWasWritten() {
      int duplicates =
          pages.apply(
              List.of(
                  closed(Scope.ALL, FIFTH, 7, 1),
                  closed(TEAM, FIFTH, 3, 1),
                  closed(TEAM, SIXTH, 4, 1),
                  closed(TEAM, APRIL, 5, 1),
                  closed(TEAM, HOUR, 2, 1)));

      assertThat(duplicates).isZero();
      assertThat(read(List.of(TEAM), List.of(FIFTH, SIXTH, APRIL)))
          .isEqualTo(
              Map.of(
                  "team:Group 56|d2016-03-05",
                  3L,
                  "team:Group 56|d2016-03-06",
                  4L,
                  "team:Group 56|d2016-04-01",
                  5L));
      assertThat(read(List.of(Scope.ALL, TEAM), List.of(HOUR, FIFTH)))
          .isEqualTo(
              Map.of(
                  "all|d2016-03-05",
                  7L,
                  "team:Group 56|d2016-03-05",
                  3L,
                  "team:Group 56|h2016-03-05T09",
                  2L));
    }

    @Test
    void scopesAreFoundByAPartOfTheirValue_inOrder() {
      directory.add(
          List.of(
              "team:Group 7",
              "team:Group 56",
              "team:A, the \\\\ group",
              "team:Printing",
              "service:Groups",
              "team:Group 56,agent:Ada",
              "service:Email,team:Group 1"));

      assertThat(found("group", null, 10))
          .containsExactly("A, the \\ group", "Group 56", "Group 7");
      assertThat(found("GROUP", null, 2)).containsExactly("A, the \\ group", "Group 56");
      assertThat(found("", Scope.of(Dimension.TEAM, "Group 56"), 10))
          .containsExactly("Group 7", "Printing");
      assertThat(found("p 5", null, 10)).containsExactly("Group 56");
      assertThat(found(".*", null, 10)).isEmpty();
    }

    private List<String> found(String text, Scope after, int most) {
      return store.holding(Dimension.TEAM, text, after, most).stream()
          .map(scope -> scope.values().get(Dimension.TEAM))
          .toList();
    }

    @Test
    void aScopeThatTheDatabaseLost_isWrittenAgain() {
      pages.apply(List.of(closed(TEAM, FIFTH, 3, 10)));
      assertThat(store.scopesOf(Set.of(Dimension.TEAM))).containsExactly(TEAM);

      mongo.getCollection(ScopeDirectoryRepository.COLLECTION).deleteMany(new Document());
      interruptions.connectionPoolCleared(
          new ConnectionPoolClearedEvent(new ServerId(new ClusterId(), new ServerAddress())));
      assertThat(store.scopesOf(Set.of(Dimension.TEAM))).isEmpty();

      pages.apply(List.of(closed(TEAM, FIFTH, 3, 10)));

      assertThat(store.scopesOf(Set.of(Dimension.TEAM))).containsExactly(TEAM);
    }

    @Test
    void aRepeatChangesNothing() {
      List<Received<ScopeTallies>> batch =
          List.of(closed(TEAM, FIFTH, 3, 10), closed(TEAM, SIXTH, 4, 10));
      pages.apply(batch);
      List<Document> before = stored();

      assertThat(pages.apply(batch)).isEqualTo(2);

      assertThat(stored()).isEqualTo(before);
    }

    @Test
    void anOlderStateChangesNothing_besideANewerOneOfTheSamePage() {
      pages.apply(List.of(closed(TEAM, FIFTH, 3, 10)));

      assertThat(pages.apply(List.of(closed(TEAM, FIFTH, 1, 9), closed(TEAM, SIXTH, 4, 9))))
          .isEqualTo(1);

      assertThat(read(List.of(TEAM), List.of(FIFTH, SIXTH)))
          .isEqualTo(Map.of("team:Group 56|d2016-03-05", 3L, "team:Group 56|d2016-03-06", 4L));
    }

    @Test
    void theNewestOfABatchCounts() {
      assertThat(
              pages.apply(
                  List.of(
                      closed(TEAM, FIFTH, 1, 1),
                      closed(TEAM, FIFTH, 3, 3),
                      closed(TEAM, FIFTH, 2, 2))))
          .isEqualTo(1);

      assertThat(read(List.of(TEAM), List.of(FIFTH)).values()).containsExactly(3L);
    }

    @Test
    void aTombstoneEmptiesItsSlot_andTheLastOneThePage() {
      pages.apply(List.of(closed(TEAM, FIFTH, 3, 10), closed(TEAM, SIXTH, 4, 10)));

      pages.apply(List.of(erased(TEAM, FIFTH, 9)));
      assertThat(read(List.of(TEAM), List.of(FIFTH))).hasSize(1);

      pages.apply(List.of(erased(TEAM, FIFTH, 11)));
      assertThat(read(List.of(TEAM), List.of(FIFTH, SIXTH)).keySet())
          .containsExactly("team:Group 56|d2016-03-06");

      pages.apply(List.of(erased(TEAM, SIXTH, 12)));
      assertThat(stored()).isEmpty();
    }

    @Test
    void readingAgainFromAnyOlderPositionLeavesTheSame() {
      List<Received<ScopeTallies>> topic = new ArrayList<>();
      Random random = new Random(7);
      for (int sequence = 1; sequence <= 300; sequence++) {
        Scope scope = random.nextBoolean() ? Scope.ALL : TEAM;
        Bucket bucket = new Bucket.Day(LocalDate.of(2016, 3, 1 + random.nextInt(31)));
        topic.add(
            random.nextInt(10) == 0
                ? erased(scope, bucket, sequence)
                : closed(scope, bucket, 1 + random.nextInt(100), sequence));
      }
      pages.apply(topic);
      List<Document> before = stored();

      for (int position : new int[] {0, 100, 299}) {
        for (int from = position; from < topic.size(); from += 37) {
          pages.apply(topic.subList(from, Math.min(from + 37, topic.size())));
        }
        assertThat(stored()).isEqualTo(before);
      }
    }

    @Test
    void disorderLeavesTheSame() {
      List<Received<ScopeTallies>> states = new ArrayList<>();
      for (int sequence = 1; sequence <= 60; sequence++) {
        states.add(
            closed(
                TEAM, new Bucket.Day(LocalDate.of(2016, 3, 1 + sequence % 5)), sequence, sequence));
      }
      Collections.shuffle(states, new Random(7));

      int unchanged = 0;
      for (int from = 0; from < states.size(); from += 7) {
        unchanged += pages.apply(states.subList(from, Math.min(from + 7, states.size())));
      }

      assertThat(unchanged).isBetween(1, 55);
      assertThat(read(List.of(TEAM), monthDays()).values())
          .containsExactlyInAnyOrder(56L, 57L, 58L, 59L, 60L);
    }

    @Test
    void theDirectoryNamesEachScopeOnce_byItsDimensions() {
      Scope pair = Scope.of(Dimension.SERVICE, "Email", Dimension.TEAM, "Group 56");
      pages.apply(
          List.of(
              closed(Scope.ALL, FIFTH, 1, 1),
              closed(TEAM, FIFTH, 1, 1),
              closed(TEAM, SIXTH, 1, 2),
              closed(pair, FIFTH, 1, 1)));

      assertThat(store.scopesOf(Set.of(Dimension.TEAM))).containsExactly(TEAM);
      assertThat(store.scopesOf(Set.of(Dimension.TEAM, Dimension.SERVICE))).containsExactly(pair);
      assertThat(store.scopesOf(Set.of(Dimension.AGENT))).isEmpty();
    }

    private List<Bucket> monthDays() {
      List<Bucket> days = new ArrayList<>();
      for (int day = 1; day <= 31; day++) {
        days.add(new Bucket.Day(LocalDate.of(2016, 3, day)));
      }
      return days;
    }

    private Map<String, Long> read(List<Scope> scopes, List<Bucket> buckets) {
      Map<String, Long> found = new TreeMap<>();
      store.read(
          scopes,
          buckets,
          (scope, bucket, tallies) ->
              found.put(
                  ScopeTallies.key(scope.toString(), bucket.label()),
                  tallies.byMeasure().get(Measure.of("tickets-closed")).n()));
      return found;
    }

    private List<Document> stored() {
      return mongo
          .getCollection(TallyPageRepository.COLLECTION)
          .find()
          .sort(new Document("_id", 1))
          .into(new ArrayList<>());
    }
  }

  private static Received<ScopeTallies> closed(
      Scope scope, Bucket bucket, long count, long sequence) {
    Tallies tallies = new Tallies().put(Measure.of("tickets-closed"), new Tally().add(1, 0, count));
    return received(ScopeTallies.of(scope, bucket, tallies), sequence);
  }

  private static Received<ScopeTallies> erased(Scope scope, Bucket bucket, long sequence) {
    return record(ScopeTallies.key(scope.toString(), bucket.label()), null, sequence);
  }
}
