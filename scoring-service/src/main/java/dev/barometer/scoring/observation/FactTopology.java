package dev.barometer.scoring.observation;

import dev.barometer.contract.Fact;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.DeadLetterRecord;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.RecordParts;
import dev.barometer.starter.fact.UnreadableFactException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The step before stage 1: bytes to facts that keep their contract, or to dead letters. */
final class FactTopology {
  private FactTopology() {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  static final class Reader implements Processor<byte[], byte[], byte[], Decoded> {
    private final Letters letters;
    private ProcessorContext<byte[], Decoded> context;

    Reader(Letters letters) {
      this.letters = letters;
    }

    @Override
    public void init(ProcessorContext<byte[], Decoded> context) {
      this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      String topic = context.recordMetadata().orElseThrow().topic();
      try {
        RecordParts.time(record.headers(), record.timestamp(), now);
        Decoded decoded = read(topic, record.key(), record.value(), now);
        context.forward(record.withValue(decoded));
      } catch (UnreadableFactException unreadable) {
        putAside(record, EntityMetrics.UNREADABLE, unreadable.reason(), now);
      } catch (BrokenContractException broken) {
        putAside(record, EntityMetrics.BROKEN_CONTRACT, broken.getMessage(), now);
      }
    }

    private void putAside(
        Record<byte[], byte[]> record, String kind, @Nullable String reason, Instant now) {
      Record<byte[], byte[]> letter =
          letters.letter(
              record,
              record.value(),
              context.recordMetadata().orElseThrow(),
              now,
              kind,
              String.valueOf(reason));
      context.forward(letter.withValue(new Decoded.Bad(letter.value())));
    }

    private static Decoded read(
        String topic, byte @Nullable [] key, byte @Nullable [] value, Instant now) {
      Class<? extends Fact> type = FactKind.ofTopic(topic).record();
      String id = RecordParts.key(key);
      if (value == null) {
        requireSound(Rules.checkErasure(type, id, now));
        return new Decoded.Good(id, null, null);
      }
      Fact fact = FactJson.read(value, type);
      requireSound(Rules.check(fact, id, now));
      return new Decoded.Good(id, fact, value);
    }

    private static void requireSound(List<Violation> violations) {
      if (!violations.isEmpty()) {
        throw new BrokenContractException(
            String.join("; ", violations.stream().map(Violation::toString).toList()));
      }
    }
  }

  /** Makes dead letters of records that are not scored, and counts them. */
  static final class Letters {
    private final EntityMetrics metrics;
    private final String service;

    /**
     * @param service named in the dead letters
     */
    Letters(EntityMetrics metrics, String service) {
      this.metrics = metrics;
      this.service = service;
    }

    /**
     * The record as it is put aside.
     *
     * @param value what it held when it came
     * @param kind one of {@link EntityMetrics#KINDS}
     */
    Record<byte[], byte[]> letter(
        Record<byte[], ?> record,
        byte @Nullable [] value,
        RecordMetadata at,
        Instant now,
        String kind,
        String reason) {
      DeadLetterRecord letter =
          DeadLetterRecord.of(
              record.key(),
              value,
              record.headers(),
              kind,
              reason,
              new DeadLetterRecord.Origin(service, at.topic(), at.partition(), at.offset()),
              now);
      metrics.of(at.topic()).deadLettered(kind);
      return new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers());
    }
  }

  /** A record that can be read and is no fact; the message says why. */
  private static final class BrokenContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenContractException(String reason) {
      super(reason);
    }
  }
}
