package dev.barometer.starter.fact;

import static dev.barometer.starter.fact.FactFixtures.good;
import static dev.barometer.starter.fact.FactFixtures.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.deadletter.DeadLetters;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.patience.Outages;
import dev.barometer.starter.position.NoPositions;
import dev.barometer.starter.position.Position;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

class FactConsumersTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.RESPONSES, 2);

  private static final Clock CLOCK = Clock.fixed(FactFixtures.NOW, ZoneOffset.UTC);

  private final MockProducer<byte[], byte[]> producer = FactFixtures.producer(true);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PositionsInMemory positions = new PositionsInMemory();
  private final Store store = new Store();
  private final Consumer<Message<List<byte[]>>> consumer =
      new FactConsumers(
              new DeadLetters(FactFixtures.templateOf(producer), "complaint-service", CLOCK),
              positions,
              meters,
              new FactTraces(ObservationRegistry.NOOP),
              CLOCK)
          .reading(Topics.RESPONSES, Response.class, store::handle);

  @Test
  void keepsTheGood_whenTheyStandAroundTheBad() {
    accept(good(5, "a"), record(6, "b", bytes("{")), record(7, "c", bytes("{}")), good(8, "d"));

    assertThat(store.handled).containsExactly("a", "d");
    assertThat(producer.history()).hasSize(2);
    assertCounts(4, 2, 0, 1, 1);
    assertThat(positions.saved).containsExactlyEntriesOf(Map.of(PARTITION, at(9)));
  }

  @Test
  void putsTheBadAsideAsItCame_withOriginAndReason() {
    ConsumerRecord<byte[], byte[]> bad = record(6, "b", bytes("{\"revision\":\"x\"}"));
    bad.headers().add("ce_id", bytes("e6"));

    accept(bad);

    ProducerRecord<byte[], byte[]> deadLetter = producer.history().get(0);
    assertThat(deadLetter.topic()).isEqualTo("barometer.responses.complaint-service.dlq");
    assertThat(deadLetter.key()).isEqualTo(bytes("b"));
    assertThat(deadLetter.value()).isEqualTo(bytes("{\"revision\":\"x\"}"));
    Headers headers = deadLetter.headers();
    assertThat(KafkaEvents.header(headers, "ce_id")).isEqualTo("e6");
    assertThat(KafkaEvents.header(headers, "barometer_reason"))
        .isEqualTo("revision must be a whole number");
    assertThat(KafkaEvents.header(headers, "barometer_kind")).isEqualTo("unreadable");
    assertThat(KafkaEvents.header(headers, "barometer_topic")).isEqualTo(Topics.RESPONSES);
    assertThat(KafkaEvents.header(headers, "barometer_partition")).isEqualTo("2");
    assertThat(KafkaEvents.header(headers, "barometer_offset")).isEqualTo("6");
    assertThat(KafkaEvents.header(headers, "barometer_service")).isEqualTo("complaint-service");
    assertThat(KafkaEvents.header(headers, "barometer_time"))
        .isEqualTo(FactFixtures.NOW.toString());
    assertThat(headers.lastHeader("barometer_version")).isNotNull();
  }

  @Test
  void putsAsideAFactUnderAForeignKey() {
    accept(record(1, "z", FactJson.write(FactFixtures.responseWithNps("a", 9))));

    assertThat(KafkaEvents.header(producer.history().get(0).headers(), "barometer_reason"))
        .isEqualTo("key must be the id of the fact");
  }

  @Test
  void putsAsideARecordWithoutKey() {
    accept(new ConsumerRecord<>(Topics.RESPONSES, 2, 1, null, bytes("{}")));

    assertThat(KafkaEvents.header(producer.history().get(0).headers(), "barometer_reason"))
        .isEqualTo("key is required");
  }

  @Test
  void handsATombstoneOver() {
    accept(record(3, "a", null));

    assertThat(store.erased).containsExactly("a");
    assertCounts(1, 1, 0, 0, 0);
  }

  @Test
  void countsARepeatAsDuplicate() {
    accept(good(5, "a"), good(6, "b"));
    accept(good(5, "a"), good(6, "b"), good(7, "c"));

    assertThat(store.handled).containsExactly("a", "b", "c");
    assertCounts(5, 3, 2, 0, 0);
  }

  @Test
  void countsOnceAndMovesNowhere_whenTheStoreIsAwayAndComesBack() {
    store.away = true;
    assertThatThrownBy(() -> accept(good(5, "a"), record(6, "b", bytes("{"))))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertCounts(0, 0, 0, 0, 0);
    assertThat(positions.saved).isEmpty();
    assertThat(producer.history()).isEmpty();

    store.away = false;
    accept(good(5, "a"), record(6, "b", bytes("{")));

    assertThat(store.handled).containsExactly("a");
    assertThat(producer.history()).hasSize(1);
    assertCounts(2, 1, 0, 1, 0);
    assertThat(positions.saved).containsEntry(PARTITION, at(7));
  }

  @Test
  void movesNowhere_whenADeadLetterIsNotAcknowledged() {
    producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no answer");

    assertThatThrownBy(() -> accept(record(6, "b", bytes("{")))).matches(Outages::isOutage);

    assertThat(positions.saved).isEmpty();
    assertCounts(0, 0, 0, 0, 0);
  }

  @Test
  void readsTypeTimeAndSequenceFromTheHeaders() {
    ConsumerRecord<byte[], byte[]> record = good(5, "a");
    record
        .headers()
        .add("ce_type", bytes("dev.barometer.response.revised"))
        .add("ce_time", bytes("2026-11-22T09:30:00Z"))
        .add("ce_sequence", bytes("42"));

    accept(record);

    Received<Response> received = store.received.get(0);
    assertThat(received.type()).isEqualTo("dev.barometer.response.revised");
    assertThat(received.time()).isEqualTo("2026-11-22T09:30:00Z");
    assertThat(received.sequence()).isEqualTo(42);
    assertThat(received.offset()).isEqualTo(5);
  }

  @SafeVarargs
  private void accept(ConsumerRecord<byte[], byte[]>... records) {
    List<byte[]> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      values.add(record.value());
    }
    consumer.accept(
        MessageBuilder.withPayload(values)
            .setHeader(KafkaHeaders.RAW_DATA, List.of(records))
            .build());
  }

  private void assertCounts(
      int received, int handled, int duplicate, int unreadable, int brokenContract) {
    assertThat(count("received")).isEqualTo(received);
    assertThat(count("handled")).isEqualTo(handled);
    assertThat(count("duplicate")).isEqualTo(duplicate);
    assertThat(count("dead-lettered", "reason", "unreadable")).isEqualTo(unreadable);
    assertThat(count("dead-lettered", "reason", "broken-contract")).isEqualTo(brokenContract);
  }

  private int count(String what, String... tags) {
    return (int)
        meters
            .get("barometer.facts." + what)
            .tag("consumer", Topics.RESPONSES)
            .tags(tags)
            .counter()
            .count();
  }

  private static Position at(long next) {
    return new Position(next, null, null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Keeps ids, as a service's store would by revision. */
  private static final class Store {
    final List<Received<Response>> received = new ArrayList<>();
    final List<String> handled = new ArrayList<>();
    final List<String> erased = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    boolean away;

    int handle(List<Received<Response>> batch) {
      if (away) {
        throw new DataAccessResourceFailureException("away");
      }
      received.addAll(batch);
      int duplicates = 0;
      for (Received<Response> one : batch) {
        if (one.value() == null) {
          erased.add(one.key());
        } else if (known.add(one.key())) {
          handled.add(one.key());
        } else {
          duplicates++;
        }
      }
      return duplicates;
    }
  }

  private static final class PositionsInMemory extends NoPositions {
    final Map<TopicPartition, Position> saved = new HashMap<>();

    @Override
    public void save(Map<TopicPartition, Position> next, long interruptions) {
      saved.putAll(next);
    }

    @Override
    public Map<TopicPartition, Position> find(Iterable<TopicPartition> partitions) {
      return saved;
    }
  }
}
