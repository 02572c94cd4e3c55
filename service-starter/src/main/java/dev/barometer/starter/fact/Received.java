package dev.barometer.starter.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was read, decoded.
 *
 * @param value what is true now of the key; null for a tombstone (erased)
 * @param type the CloudEvents type: what just happened
 * @param takenIn when what it says came in, at the edge of the suite
 * @param sequence the CloudEvents sequence, 0 where the record has none
 */
public record Received<T>(
    String key,
    @Nullable T value,
    String type,
    Instant time,
    Instant takenIn,
    long sequence,
    String topic,
    int partition,
    long offset) {

  /** What came in as soon as it happened. */
  public Received(
      String key,
      @Nullable T value,
      String type,
      Instant time,
      long sequence,
      String topic,
      int partition,
      long offset) {
    this(key, value, type, time, time, sequence, topic, partition, offset);
  }
}
