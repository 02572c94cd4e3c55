package dev.barometer.scoring.observation;

import dev.barometer.contract.Fact;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.DeadLetterHeaders;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.fact.UnreadableFactException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The step before stage 1: bytes to facts that keep their contract, or to dead letters. */
final class FactTopology {
  private FactTopology() {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  static final class Reader implements FixedKeyProcessor<String, byte[], Reading> {
    private final SourceMetrics metrics;
    private FixedKeyProcessorContext<String, Reading> context;

    Reader(SourceMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Reading> context) {
      this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
      RecordMetadata origin = context.recordMetadata().orElseThrow();
      Reading reading;
      try {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        reading = new Reading.Good(read(origin.topic(), record.key(), record.value(), now));
      } catch (UnreadableFactException unreadable) {
        metrics.of(origin.topic()).deadLettered(SourceMetrics.BROKEN_CONTRACT);
        DeadLetterHeaders.add(
            record.headers(),
            SourceMetrics.BROKEN_CONTRACT,
            String.valueOf(unreadable.getMessage()),
            origin.topic(),
            origin.partition(),
            origin.offset());
        reading = new Reading.Bad(record.value());
      }
      context.forward(record.withValue(reading));
    }

    private static @Nullable Fact read(
        String topic, @Nullable String key, byte @Nullable [] value, Instant now) {
      if (key == null) {
        throw new UnreadableFactException("the record has no key");
      }
      if (value == null) {
        return null;
      }
      Fact fact = FactJson.read(value, FactKind.ofTopic(topic).record());
      List<Violation> violations = Rules.check(fact, now);
      if (!violations.isEmpty()) {
        throw new UnreadableFactException(violations.toString());
      }
      if (!fact.id().equals(key)) {
        throw new UnreadableFactException("the record's key is not the fact's id " + fact.id());
      }
      return fact;
    }
  }
}
