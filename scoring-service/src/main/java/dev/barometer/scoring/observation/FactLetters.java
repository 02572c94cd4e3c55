package dev.barometer.scoring.observation;

import dev.barometer.starter.fact.DeadLetter;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of records that are not scored, and counts them. */
final class FactLetters {
  private final SourceMetrics metrics;
  private final String service;

  /**
   * @param service named in the dead letters
   */
  FactLetters(SourceMetrics metrics, String service) {
    this.metrics = metrics;
    this.service = service;
  }

  /**
   * The record as it is put aside.
   *
   * @param value what it held when it came
   * @param kind one of {@link SourceMetrics#KINDS}
   */
  Record<byte[], byte[]> letter(
      Record<byte[], ?> record,
      byte @Nullable [] value,
      RecordMetadata at,
      Instant now,
      String kind,
      String reason) {
    DeadLetter letter =
        DeadLetter.of(
            record.key(),
            value,
            record.headers(),
            kind,
            reason,
            new DeadLetter.Origin(service, at.topic(), at.partition(), at.offset()),
            now);
    metrics.of(at.topic()).deadLettered(kind);
    return new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers());
  }
}
