package dev.barometer.starter.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import com.mongodb.event.ConnectionPoolClearedEvent;
import com.mongodb.event.ConnectionPoolReadyEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.starter.store.Interruptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Positions only move on, whoever writes them late. */
class MongoPositionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("barometer.responses", 2);
  private static final TopicPartition OTHER = new TopicPartition("barometer.responses", 3);

  private final MongoServer database = new MongoServer(new MemoryBackend());
  private final MongoClient client = MongoClients.create(database.bindAndGetConnectionString());
  private final MongoTemplate mongo = new MongoTemplate(client, "trial");
  private long now;
  private final Interruptions interruptions = new Interruptions(() -> now);
  private final MongoPositions positions =
      new MongoPositions(mongo, "trial-service", interruptions, ReadingWatch.NONE);

  @AfterEach
  void stop() {
    client.close();
    database.shutdownNow();
  }

  @Test
  void findsWhatItKept() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1), OTHER, at(7, null)), interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(new Position(5, 1, "id-1"));
    assertThat(find(OTHER)).isEqualTo(new Position(7, null, null));
  }

  @Test
  void staysAhead_whenAReaderThatLostThePartitionKeepsItsOwnLate() {
    MongoPositions zombie =
        new MongoPositions(mongo, "trial-service", interruptions, ReadingWatch.NONE);
    begin(zombie, "id-1", null);
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(500, 3)), interruptions.count());

    zombie.save(Map.of(PARTITION, at(100, 3), OTHER, at(1, 3)), interruptions.count());
    zombie.save(Map.of(PARTITION, at(900, 2)), interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(new Position(500, 3, "id-1"));
    assertThat(find(OTHER)).isEqualTo(new Position(1, 3, null));
  }

  @Test
  void movesOn_inAnyOrderOfSaves() {
    begin(positions, "id-1", null);
    for (long next : List.of(3, 1, 9, 4, 9, 2)) {
      positions.save(Map.of(PARTITION, at(next, 1)), interruptions.count());
    }

    assertThat(find(PARTITION).next()).isEqualTo(9);
  }

  @Test
  void followsALogThatLostItsEnd_becauseItGrowsUnderANewLeader() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(100, 5)), interruptions.count());

    positions.save(Map.of(PARTITION, at(91, 6)), interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(new Position(91, 6, "id-1"));
  }

  @Test
  void beginsAnew_whenTheTopicWasMadeAnew_andForgetsWhoStillReadsTheOldOne() {
    MongoPositions zombie =
        new MongoPositions(mongo, "trial-service", interruptions, ReadingWatch.NONE);
    begin(zombie, "id-1", null);
    zombie.save(Map.of(PARTITION, at(500, 3)), interruptions.count());

    positions.begin(PARTITION, Position.start("id-2"), find(PARTITION), 0);
    zombie.save(Map.of(PARTITION, at(600, 3)), interruptions.count());
    assertThat(find(PARTITION)).isEqualTo(Position.start("id-2"));
    positions.save(Map.of(PARTITION, at(2, 0)), interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(new Position(2, 0, "id-2"));
  }

  @Test
  void takesOverWhatAnEarlierVersionKept() {
    mongo.insert(
        new Document("_id", "trial-service|barometer.responses|2").append("next", 40L),
        "positions");
    Position kept = find(PARTITION);
    assertThat(kept).isEqualTo(new Position(40, null, null));

    positions.begin(PARTITION, kept.of("id-1"), kept, 0);
    positions.save(Map.of(PARTITION, at(41, 2)), interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(new Position(41, 2, "id-1"));
  }

  @Test
  void takesNothing_afterTheDatabaseWasAway_untilItIsKnownWhatIsStillKept() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1)), 0);
    long before = positions.requireKept(List.of(PARTITION));

    settle();
    goAway();

    assertThatThrownBy(() -> positions.save(Map.of(PARTITION, at(9, 1)), before))
        .as("stored in part before that")
        .isInstanceOf(TransientDataAccessException.class);
    assertThat(find(PARTITION).next()).isEqualTo(5);
    assertThatThrownBy(() -> positions.requireKept(List.of(PARTITION)))
        .isInstanceOf(TransientDataAccessException.class);
    assertThat(positions.lost()).as("it is still away").isEmpty();

    comeBack();

    assertThat(positions.lost()).isEmpty();
    assertThat(positions.requireKept(List.of(PARTITION))).isEqualTo(1);
  }

  @Test
  void namesWhatTheDatabaseHasLost_untilItIsReadAgain() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1), OTHER, at(7, 1)), 0);
    Position older = new Position(3, 1, "id-1");
    setBack(older.next());

    settle();
    goAway();
    comeBack();

    assertThat(positions.lost()).containsExactly(PARTITION);
    assertThat(positions.requireKept(List.of(OTHER))).isEqualTo(1);
    assertThatThrownBy(() -> positions.requireKept(List.of(PARTITION)))
        .isInstanceOf(TransientDataAccessException.class);

    positions.begin(PARTITION, older, find(PARTITION), 1);

    assertThat(positions.lost()).isEmpty();
    assertThat(positions.requireKept(List.of(PARTITION))).isEqualTo(1);
  }

  @Test
  void namesWhatIsToBeReadAgain_thoughItsPositionIsThere_becauseItWasStoredJustBefore() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1), OTHER, at(7, 1)), 0);
    settle();
    positions.save(Map.of(PARTITION, at(9, 1)), 0);

    goAway();
    comeBack();

    assertThat(positions.lost()).containsExactly(PARTITION);
    Position kept = find(PARTITION);
    assertThat(kept.next()).isEqualTo(9);
    Position from = positions.settled(PARTITION, kept);
    assertThat(from).isEqualTo(new Position(5, null, "id-1"));

    positions.begin(PARTITION, from, kept, interruptions.count());

    assertThat(find(PARTITION)).isEqualTo(from);
    assertThat(positions.lost()).isEmpty();
  }

  @Test
  void takesWhatIsFound_whereItWasStoredLongBeforeOrIsLess() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1)), 0);
    assertThat(positions.settled(PARTITION, at(5, 1))).as("never away").isEqualTo(at(5, 1));
    settle();
    goAway();
    comeBack();

    assertThat(positions.settled(PARTITION, at(5, 1))).isEqualTo(at(5, 1));
    assertThat(positions.settled(PARTITION, at(2, 1))).isEqualTo(at(2, 1));
    assertThat(positions.settled(OTHER, at(4, 1))).as("not read here").isEqualTo(at(4, 1));
  }

  private void settle() {
    now += Settling.TIME.toNanos();
  }

  private void setBack(long next) {
    mongo
        .getCollection("positions")
        .updateOne(
            Filters.eq("_id", "trial-service|barometer.responses|2"), Updates.set("next", next));
  }

  private void goAway() {
    interruptions.connectionPoolCleared(
        new ConnectionPoolClearedEvent(new ServerId(new ClusterId(), new ServerAddress())));
  }

  private void comeBack() {
    interruptions.connectionPoolReady(
        new ConnectionPoolReadyEvent(new ServerId(new ClusterId(), new ServerAddress())));
  }

  private static void begin(MongoPositions positions, String topicId, Position kept) {
    positions.begin(PARTITION, Position.start(topicId), kept, 0);
  }

  private static Position at(long next, Integer epoch) {
    return new Position(next, epoch, null);
  }

  private Position find(TopicPartition partition) {
    return positions.find(List.of(partition)).get(partition);
  }
}
