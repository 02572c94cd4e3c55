package dev.barometer.scoring.observation;

import dev.barometer.contract.fact.Fact;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import dev.barometer.starter.fact.Decoded;
import dev.barometer.starter.fact.RecordReader;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The steps around stage 1: bytes to facts before it, and what is refused to dead letters. */
final class FactTopology {
  private FactTopology() {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  static final class Opening implements Processor<byte[], byte[], byte[], Decoded<Fact>> {
    private ProcessorContext<byte[], Decoded<Fact>> context;

    @Override
    public void init(ProcessorContext<byte[], Decoded<Fact>> context) {
      this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Decoded<Fact> decoded =
          RecordReader.read(
              FactKind.ofTopic(context.recordMetadata().orElseThrow().topic()).record(),
              record.key(),
              record.value(),
              record.headers(),
              record.timestamp(),
              Instant.ofEpochMilli(context.currentSystemTimeMs()));
      context.forward(record.withValue(decoded));
    }
  }

  /** Makes dead letters of what is refused, and counts them. */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  static final class Refusal implements Processor<byte[], Decoded<Fact>, byte[], byte[]> {
    private final EntityMetrics metrics;
    private final String service;
    private ProcessorContext<byte[], byte[]> context;

    /**
     * @param service named in the dead letters
     */
    Refusal(EntityMetrics metrics, String service) {
      this.metrics = metrics;
      this.service = service;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
    }

    @Override
    public void process(Record<byte[], Decoded<Fact>> record) {
      Decoded.Refused<Fact> refused = (Decoded.Refused<Fact>) record.value();
      RecordMetadata at = context.recordMetadata().orElseThrow();
      DeadLetterRecord deadLetter =
          DeadLetterRecord.of(
              record.key(),
              refused.bytes(),
              record.headers(),
              refused.kind(),
              refused.reason(),
              new DeadLetterRecord.Origin(service, at.topic(), at.partition(), at.offset()),
              Instant.ofEpochMilli(context.currentSystemTimeMs()));
      metrics.of(at.topic()).deadLettered(refused.kind());
      context.forward(
          new Record<>(
              deadLetter.key(), deadLetter.value(), record.timestamp(), deadLetter.headers()));
    }
  }
}
