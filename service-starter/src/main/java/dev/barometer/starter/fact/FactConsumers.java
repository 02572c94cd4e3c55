package dev.barometer.starter.fact;

import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.event.Trail;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Makes the consumer functions of bindings in batch mode; the failure policy, dead letters, meters
 * and positions are applied here, once for all.
 */
public final class FactConsumers {
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
    FactMetrics metrics = new FactMetrics(meters, topic);
    return message -> {
      List<ConsumerRecord<byte[], byte[]>> records = records(message);
      traces.around(records, () -> read(records, type, handler, metrics));
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
    FactMetrics metrics = new FactMetrics(meters, consumer);
    return message -> {
      List<ConsumerRecord<byte[], byte[]>> records = records(message);
      Map<TopicPartition, Position> next = new HashMap<>();
      records.forEach(record -> next.put(partition(record), Position.after(record)));
      long interruptions = positions.requireKept(next.keySet());
      int duplicates = handler.applyAsInt(records);
      positions.save(next, interruptions);
      metrics.count(records.size() - duplicates, duplicates, List.of());
    };
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private <T> void read(
      List<ConsumerRecord<byte[], byte[]>> records,
      Class<T> type,
      BatchHandler<T> handler,
      FactMetrics metrics) {
    List<Received<T>> good = new ArrayList<>(records.size());
    List<DeadLetters.Refused> bad = new ArrayList<>();
    Map<TopicPartition, Position> next = new HashMap<>();
    Instant now = clock.instant();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Received<T> received = decode(record, type, now);
        String broken = broken(received, type, now);
        if (broken == null) {
          good.add(received);
        } else {
          bad.add(new DeadLetters.Refused(record, DeadLetters.Kind.BROKEN_CONTRACT, broken));
        }
      } catch (UnreadableFactException e) {
        bad.add(new DeadLetters.Refused(record, DeadLetters.Kind.UNREADABLE, e.reason()));
      }
      next.put(partition(record), Position.after(record));
    }

    long interruptions = positions.requireKept(next.keySet());
    int duplicates = good.isEmpty() ? 0 : handler.handle(good);
    deadLetters.put(bad);
    positions.save(next, interruptions);
    metrics.count(good.size() - duplicates, duplicates, bad);
    countAges(records, metrics);
  }

  private void countAges(List<ConsumerRecord<byte[], byte[]>> stored, FactMetrics metrics) {
    Instant now = clock.instant();
    for (ConsumerRecord<byte[], byte[]> record : stored) {
      Instant takenIn = Trail.takenIn(record.headers());
      if (takenIn != null) {
        metrics.stored(takenIn, now);
      }
    }
  }

  private static <T> Received<T> decode(
      ConsumerRecord<byte[], byte[]> record, Class<T> type, Instant now) {
    byte @Nullable [] value = record.value();
    Headers headers = record.headers();
    return new Received<>(
        RecordParts.key(record.key()),
        value == null ? null : FactJson.read(value, type),
        Objects.requireNonNullElse(KafkaEvents.header(headers, "ce_type"), ""),
        RecordParts.time(headers, record.timestamp(), now),
        sequence(headers),
        record.topic(),
        record.partition(),
        record.offset());
  }

  private static long sequence(Headers headers) {
    String sequence = KafkaEvents.header(headers, "ce_sequence");
    try {
      return sequence == null ? 0 : Long.parseLong(sequence);
    } catch (NumberFormatException e) {
      throw new UnreadableFactException(new Violation("ce_sequence", "must be a whole number"));
    }
  }

  /** What the contract says against it; null where nothing. */
  private static <T> @Nullable String broken(Received<T> received, Class<T> type, Instant now) {
    T value = received.value();
    List<Violation> violations =
        value == null
            ? Rules.checkErasure(type, received.key(), now)
            : Rules.check(value, received.key(), now);
    return violations.isEmpty()
        ? null
        : String.join("; ", violations.stream().map(Violation::toString).toList());
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
