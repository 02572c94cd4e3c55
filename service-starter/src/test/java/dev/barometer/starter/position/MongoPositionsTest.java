package dev.barometer.starter.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Positions only move on, whoever writes them late. */
class MongoPositionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("barometer.responses", 2);
  private static final TopicPartition OTHER = new TopicPartition("barometer.responses", 3);

  private final MongoServer database = new MongoServer(new MemoryBackend());
  private final MongoClient client = MongoClients.create(database.bindAndGetConnectionString());
  private final MongoTemplate mongo = new MongoTemplate(client, "trial");
  private final MongoPositions positions = new MongoPositions(mongo, "trial-service");

  @AfterEach
  void stop() {
    client.close();
    database.shutdownNow();
  }

  @Test
  void findsWhatItKept() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(5, 1), OTHER, at(7, null)));

    assertThat(find(PARTITION)).isEqualTo(new Position(5, 1, "id-1"));
    assertThat(find(OTHER)).isEqualTo(new Position(7, null, null));
  }

  @Test
  void staysAhead_whenAReaderThatLostThePartitionKeepsItsOwnLate() {
    MongoPositions zombie = new MongoPositions(mongo, "trial-service");
    begin(zombie, "id-1", null);
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(500, 3)));

    zombie.save(Map.of(PARTITION, at(100, 3), OTHER, at(1, 3)));
    zombie.save(Map.of(PARTITION, at(900, 2)));

    assertThat(find(PARTITION)).isEqualTo(new Position(500, 3, "id-1"));
    assertThat(find(OTHER)).isEqualTo(new Position(1, 3, null));
  }

  @Test
  void movesOn_inAnyOrderOfSaves() {
    begin(positions, "id-1", null);
    for (long next : List.of(3, 1, 9, 4, 9, 2)) {
      positions.save(Map.of(PARTITION, at(next, 1)));
    }

    assertThat(find(PARTITION).next()).isEqualTo(9);
  }

  @Test
  void followsALogThatLostItsEnd_becauseItGrowsUnderANewLeader() {
    begin(positions, "id-1", null);
    positions.save(Map.of(PARTITION, at(100, 5)));

    positions.save(Map.of(PARTITION, at(91, 6)));

    assertThat(find(PARTITION)).isEqualTo(new Position(91, 6, "id-1"));
  }

  @Test
  void beginsAnew_whenTheTopicWasMadeAnew_andForgetsWhoStillReadsTheOldOne() {
    MongoPositions zombie = new MongoPositions(mongo, "trial-service");
    begin(zombie, "id-1", null);
    zombie.save(Map.of(PARTITION, at(500, 3)));

    positions.begin(PARTITION, Position.start("id-2"), find(PARTITION));
    zombie.save(Map.of(PARTITION, at(600, 3)));
    assertThat(find(PARTITION)).isEqualTo(Position.start("id-2"));
    positions.save(Map.of(PARTITION, at(2, 0)));

    assertThat(find(PARTITION)).isEqualTo(new Position(2, 0, "id-2"));
  }

  @Test
  void takesOverWhatAnEarlierVersionKept() {
    mongo.insert(
        new Document("_id", "trial-service|barometer.responses|2").append("next", 40L),
        "positions");
    Position kept = find(PARTITION);
    assertThat(kept).isEqualTo(new Position(40, null, null));

    positions.begin(PARTITION, kept.of("id-1"), kept);
    positions.save(Map.of(PARTITION, at(41, 2)));

    assertThat(find(PARTITION)).isEqualTo(new Position(41, 2, "id-1"));
  }

  private static void begin(MongoPositions positions, String topicId, Position kept) {
    positions.begin(PARTITION, Position.start(topicId), kept);
  }

  private static Position at(long next, Integer epoch) {
    return new Position(next, epoch, null);
  }

  private Position find(TopicPartition partition) {
    return positions.find(List.of(partition)).get(partition);
  }
}
