package dev.barometer.starter.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class SeekToPositionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("barometer.tallies", 0);
  private static final TopicPartition GONE = new TopicPartition("barometer.gone", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Map<String, String> ids = new HashMap<>(Map.of(PARTITION.topic(), "id-1"));
  private final Kept kept = new Kept();
  private final SeekToPositions seek = new SeekToPositions(kept, topics -> Map.copyOf(ids));

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION, GONE));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 10L, GONE, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 100L, GONE, 0L));
  }

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void goesOnWhereTheStoreIs() {
    assertThat(positionWith(new Position(50, 3, "id-1"))).isEqualTo(50);
    assertThat(kept.begun).isEqualTo(new Position(50, 3, "id-1"));
  }

  @Test
  void adoptsWhatWasKeptWithoutAnId() {
    assertThat(positionWith(new Position(50, null, null))).isEqualTo(50);
    assertThat(kept.begun).isEqualTo(new Position(50, null, "id-1"));
  }

  @Test
  void beginsAtTheStart_whenNothingWasKept_orAnotherTopicWas_orTheLogIsShorter() {
    assertThat(positionWith(null)).isEqualTo(10);
    assertThat(positionWith(new Position(50, 3, "id-0"))).isEqualTo(10);
    assertThat(kept.begun).isEqualTo(Position.start("id-1"));
    assertThat(positionWith(new Position(101, 3, "id-1"))).isEqualTo(10);
    assertThat(positionWith(new Position(9, null, "id-1"))).isEqualTo(10);
  }

  @Test
  void waitsForTheStore_becauseGoingOnFromElsewhereWouldSkipWhatItLost() {
    kept.failures.set(2);

    assertThat(positionWith(new Position(50, 3, "id-1"))).isEqualTo(50);
    assertThat(kept.failures).hasValue(-1);
  }

  @Test
  void doesNotWait_whenItIsWokenUp() {
    kept.failure = new WakeupException();
    kept.failures.set(1);

    assertThatThrownBy(() -> positionWith(null)).isInstanceOf(WakeupException.class);
  }

  @Test
  void namesTheTopicsThatWereMadeAnew() {
    positionWith(null);
    assertThat(seek.madeAnew()).isEmpty();

    ids.clear();
    assertThat(seek.madeAnew()).as("deleted, and nothing in its place").isEmpty();

    ids.put(PARTITION.topic(), "id-2");
    assertThat(seek.madeAnew()).containsExactly(PARTITION.topic());

    positionWith(null);
    assertThat(seek.madeAnew()).isEmpty();
  }

  @Test
  void readsAgain_fromTheBatch_orBeforeItWhereTheStoreHasLostMore() {
    positionWith(new Position(50, 3, "id-1"));

    assertThat(againFrom(60, new Position(60, 3, "id-1"))).isEqualTo(60);
    assertThat(kept.begun).isEqualTo(new Position(60, 3, "id-1"));
    assertThat(againFrom(60, new Position(55, 3, "id-1"))).isEqualTo(55);
    assertThat(againFrom(60, null)).isZero();
    assertThat(againFrom(60, new Position(70, 3, "id-1"))).isEqualTo(60);
    assertThat(kept.begun).as("taken back").isEqualTo(new Position(60, null, "id-1"));
  }

  private long againFrom(long start, @Nullable Position position) {
    kept.position = position;
    seek.readAgain(Map.of(PARTITION, start), consumer);
    return consumer.position(PARTITION);
  }

  private long positionWith(@Nullable Position position) {
    kept.position = position;
    seek.onPartitionsAssigned("binding", consumer, List.of(PARTITION, GONE), false);
    return consumer.position(PARTITION);
  }

  private static final class Kept extends NoPositions {
    private @Nullable Position position;
    private @Nullable Position begun;
    private RuntimeException failure = new DataAccessResourceFailureException("away");
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions) {
      assertThat(partitions).doesNotContain(GONE);
      if (failures.getAndDecrement() > 0) {
        throw failure;
      }
      return position == null ? Map.of() : Map.of(PARTITION, position);
    }

    @Override
    public void begin(
        TopicPartition partition, Position from, @Nullable Position before, long interruptions) {
      begun = from;
    }
  }
}
