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
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

class TallyMemoryTest {
  private static final Scope TEAM = Scope.of(Dimension.TEAM, "Group 56");
  private static final Bucket FIFTH = new Bucket.Day(LocalDate.parse("2016-03-05"));
  private static final Bucket SIXTH = new Bucket.Day(LocalDate.parse("2016-03-06"));
  private static final String PAGE = "team:Group 56|2016-03";

  private final TallyLog log = new TallyLog();
  private EmbeddedDatabase database;
  private MongoOperations mongo;
  private TallyInstance one;
  private TallyInstance other;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.inMemory();
    mongo = database.operations();
    one = new TallyInstance(mongo, log, 1_000_000);
    other = new TallyInstance(mongo, log, 1_000_000);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPageIsReadOnce_alsoWhereThereIsNone() {
    assertThat(read(one)).isEmpty();
    assertThat(one.memory.page(PAGE)).isSameAs(KeptPage.EMPTY);

    log.write(TEAM, FIFTH, false);
    begin(one);
    project(one);
    assertThat(read(one)).containsValue(1L);

    lose();
    assertThat(read(one)).containsValue(1L);
  }

  @Test
  void whatIsProjectedHereChangesWhatIsKept_andNoPageIsReadForIt() {
    begin(one);
    log.write(TEAM, FIFTH, false);
    project(one);
    assertThat(one.memory.page(PAGE)).isNull();

    assertThat(read(one)).containsValue(1L);
    log.write(TEAM, FIFTH, false);
    log.write(TEAM, SIXTH, false);
    project(one);
    lose();

    assertThat(read(one).values()).containsExactly(2L, 3L);
  }

  @Test
  void aLoadThatAChangeOvertookIsNotKept() {
    try (TallyMemoryStore.Load load = one.memory.load()) {
      Map<String, KeptPage> found = one.stored.pages(List.of(PAGE, "all|2016-03"));
      one.memory.forget(List.of(PAGE));
      load.keep(found);
    }

    assertThat(one.memory.page(PAGE)).isNull();
    assertThat(one.memory.page("all|2016-03")).isNotNull();
  }

  @Test
  void aKeyThatIsNoneIsPassedOver_andTheOthersAreForgotten() {
    read(one);

    one.memory.forgetKeys(
        List.of("nothing", "nowhere|d2016-03-05", "team:A|d2016", "team:Group 56|d2016-03-05"));

    assertThat(one.memory.page(PAGE)).isNull();
  }

  @Test
  void nothingIsKeptOfADatabaseThatWasAway() {
    read(one);
    TallyMemoryStore.Load load = one.memory.load();
    Map<String, KeptPage> found = one.stored.pages(List.of(PAGE));

    one.interruptions.connectionPoolCleared(
        new ConnectionPoolClearedEvent(new ServerId(new ClusterId(), new ServerAddress())));
    load.keep(found);
    load.close();

    assertThat(one.memory.page(PAGE)).isNull();
    assertThat(one.memory.bytes()).isZero();
  }

  @Test
  void nothingMoreIsReadWhileAllIsReadHere() {
    begin(one);
    one.look();
    log.write(TEAM, FIFTH, false);
    project(one);
    one.look();

    assertThat(one.readsAlong()).isFalse();
    assertThat(one.said).isEqualTo(log.ends());
  }

  @Test
  void whatAnotherWroteIsReadAlong_andSaidOnlyThen() {
    one.look();
    assertThat(read(one)).isEmpty();
    begin(other);
    log.write(TEAM, FIFTH, false);
    project(other);

    one.look();
    assertThat(one.memory.isTrusted()).isFalse();
    assertThat(read(one)).containsValue(1L);
    one.readAlong();
    assertThat(one.memory.isTrusted()).isTrue();
    assertThat(read(one)).containsValue(1L);

    log.write(TEAM, FIFTH, false);
    one.readAlong();
    assertThat(one.memory.page(PAGE)).isNotNull();
    project(other);
    one.look();
    assertThat(one.said).isNotEqualTo(log.ends());
    one.readAlong();
    assertThat(one.memory.page(PAGE)).isNull();
    one.look();
    assertThat(one.said).isEqualTo(log.ends());
    assertThat(read(one)).containsValue(2L);
  }

  @Test
  void readingAlongEnds_whenAllIsReadHereAgain() {
    one.look();
    begin(other);
    log.write(TEAM, FIFTH, false);
    project(other);
    one.look();
    assertThat(one.readsAlong()).isTrue();

    begin(one);

    assertThat(one.readsAlong()).isFalse();
    assertThat(one.memory.isTrusted()).isTrue();
  }

  @Test
  void theDatabaseIsAsked_whileReadingAlongStandsStill() {
    one.look();
    begin(other);
    log.write(TEAM, FIFTH, false);
    project(other);
    one.look();
    one.readAlong();
    read(one);
    log.write(TEAM, FIFTH, false);
    project(other);

    one.look();
    assertThat(one.memory.isTrusted()).isTrue();
    one.wait(Duration.ofSeconds(6));
    one.look();

    assertThat(one.memory.isTrusted()).isFalse();
    assertThat(one.said).isEqualTo(log.ends());
    assertThat(read(one)).containsValue(2L);
  }

  @Test
  void nothingIsKeptOfBefore_whenAPositionWentBack() {
    begin(one);
    log.write(TEAM, FIFTH, false);
    project(one);
    one.look();
    read(one);
    assertThat(one.memory.page(PAGE)).isNotNull();

    log.positions.clear();
    one.look();

    assertThat(one.memory.page(PAGE)).isNull();
    assertThat(one.said.values()).containsOnly(0L);
  }

  @Test
  void whoReadsAllHimselfNoticesThatTheDatabaseWasEmptied() {
    begin(one);
    log.write(TEAM, FIFTH, false);
    project(one);
    read(one);

    log.positions.clear();
    lose();
    one.look();

    assertThat(read(one)).isEmpty();
    log.write(TEAM, SIXTH, false);
    project(one);
    assertThat(read(one)).containsOnlyKeys("team:Group 56|d2016-03-06");
  }

  @Test
  void whatIsGivenOutMayBeMergedAndChanged() {
    begin(one);
    log.write(TEAM, FIFTH, false);
    project(one);
    KeptPage before = KeptPage.of(new KeptPage.Slot[0]);
    read(one);
    KeptPage kept = one.memory.page(PAGE);

    assertThat(kept.weight()).isGreaterThan(before.weight());
    assertThat(kept.tallies(5).copy().merge(kept.tallies(5))).isNotEqualTo(kept.tallies(5));
    assertThat(kept.tallies(6)).isNull();
  }

  private void begin(TallyInstance instance) {
    log.partitions().forEach(instance::begin);
  }

  private void project(TallyInstance instance) {
    for (TopicPartition partition : log.partitions()) {
      instance.project(partition, 100, true);
    }
  }

  /** Behind everybody's back: who still knows it has it in memory. */
  private void lose() {
    mongo.getCollection(TallyPageRepository.COLLECTION).deleteMany(new Document());
  }

  private static Map<String, Long> read(TallyInstance instance) {
    return instance.read(List.of(TEAM), List.of(FIFTH, SIXTH));
  }
}
