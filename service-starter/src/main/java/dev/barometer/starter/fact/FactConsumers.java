package dev.barometer.starter.fact;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.deadletter.DeadLetters;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Provenance;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.position.Position;
import dev.barometer.starter.position.Positions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Makes the consumer functions of bindings in batch mode; the failure policy, dead letters, meters
 * and positions are applied here, once for all.
 */
public final class FactConsumers {
  private static final Set<DeadLetterKind> KINDS =
      Set.of(DeadLetterKind.UNREADABLE, DeadLetterKind.BROKEN_CONTRACT);

  private final DeadLetters deadLetters;
  private final Positions positions;
  private final MeterRegistry meters;
  private final FactTraces traces;
  private final Clock clock;

  FactConsumers(
      DeadLetters deadLetters,
      Positions positions,
      MeterRegistry meters,
      FactTraces traces,
      Clock clock) {
    this.deadLetters = deadLetters;
    this.positions = positions;
    this.meters = meters;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * A consumer of one topic: decodes and checks each record, puts bad ones into the dead letters,
   * hands the good ones over, then stores the position.
   *
   * @param handler may throw what the store throws while it is away: the batch is tried again
   */
  public <T> Consumer<Message<List<byte[]>>> reading(
      String topic, Class<T> type, BatchHandler<T> handler) {
    ConsumerMetrics metrics = new ConsumerMetrics(meters, topic, KINDS);
    Freshness freshness = new Freshness(meters, topic);
    return message -> {
      List<ConsumerRecord<byte[], byte[]>> records = records(message);
      traces.around(
          records,
          () -> {
            read(records, type, handler, metrics);
            freshness.stored(records, clock.instant());
          });
    };
  }

  /**
   * A consumer that takes records of any topic as they are: nothing is decoded, so nothing is put
   * aside.
   *
   * @param consumer its name in the meters
   * @param handler returns how many of a batch changed nothing
   */
  public Consumer<Message<List<byte[]>>> readingAsIs(
      String consumer, ToIntFunction<List<ConsumerRecord<byte[], byte[]>>> handler) {
    ConsumerMetrics metrics = new ConsumerMetrics(meters, consumer, KINDS);
    return message -> {
      List<ConsumerRecord<byte[], byte[]>> records = records(message);
      Map<TopicPartition, Position> next = new HashMap<>();
      records.forEach(record -> next.put(partition(record), Position.after(record)));
      long interruptions = positions.requireKept(next.keySet());
      int duplicates = handler.applyAsInt(records);
      positions.save(next, interruptions);
      metrics.handled(records.size() - duplicates);
      metrics.duplicate(duplicates);
    };
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private <T> void read(
      List<ConsumerRecord<byte[], byte[]>> records,
      Class<T> type,
      BatchHandler<T> handler,
      ConsumerMetrics metrics) {
    List<Received<T>> good = new ArrayList<>(records.size());
    List<DeadLetters.Refused> bad = new ArrayList<>();
    Map<TopicPartition, Position> next = new HashMap<>();
    Instant now = clock.instant();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Decoded<T> decoded =
          RecordReader.read(
              type, record.key(), record.value(), record.headers(), record.timestamp(), now);
      if (decoded instanceof Decoded.Good<T> sound) {
        receive(record, sound, good, bad);
      } else if (decoded instanceof Decoded.Refused<T> refused) {
        bad.add(new DeadLetters.Refused(record, refused.kind(), refused.reason()));
      }
      next.put(partition(record), Position.after(record));
    }

    long interruptions = positions.requireKept(next.keySet());
    int duplicates = good.isEmpty() ? 0 : handler.handle(good);
    deadLetters.put(bad);
    positions.save(next, interruptions);
    metrics.handled(good.size() - duplicates);
    metrics.duplicate(duplicates);
    bad.forEach(one -> metrics.deadLettered(one.kind()));
  }

  private static <T> void receive(
      ConsumerRecord<byte[], byte[]> record,
      Decoded.Good<T> sound,
      List<Received<T>> good,
      List<DeadLetters.Refused> bad) {
    try {
      good.add(
          new Received<>(
              sound.key(),
              sound.value(),
              Objects.requireNonNullElse(KafkaEvents.header(record.headers(), "ce_type"), ""),
              sound.time(),
              Objects.requireNonNullElseGet(
                  Provenance.takenIn(record.headers()),
                  () -> Instant.ofEpochMilli(record.timestamp())),
              sequence(record.headers()),
              record.topic(),
              record.partition(),
              record.offset()));
    } catch (UnreadableFactException e) {
      bad.add(new DeadLetters.Refused(record, DeadLetterKind.UNREADABLE, e.reason()));
    }
  }

  private static long sequence(Headers headers) {
    String sequence = KafkaEvents.header(headers, "ce_sequence");
    try {
      return sequence == null ? 0 : Long.parseLong(sequence);
    } catch (NumberFormatException e) {
      throw new UnreadableFactException(new Violation("ce_sequence", "must be a whole number"));
    }
  }

  /**
   * The records of a poll as they are: what the binder makes of keys, headers and tombstones on the
   * way to a message would lose some of it.
   */
  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<byte[], byte[]>> records(Message<?> message) {
    Object records = message.getHeaders().get(KafkaHeaders.RAW_DATA);
    if (!(records instanceof List<?>)) {
      throw new IllegalStateException(
          "No batch of records: the binding needs consumer.batch-mode=true");
    }
    return (List<ConsumerRecord<byte[], byte[]>>) records;
  }
}
