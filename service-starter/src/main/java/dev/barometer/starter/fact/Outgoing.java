package dev.barometer.starter.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written, CloudEvents binary mode.
 *
 * @param value the entity's complete state, written as JSON; null for a tombstone
 * @param eventId derived from what caused it, never drawn
 * @param source the CloudEvents source, for example {@code /barometer/complaint-service}
 * @param type what just happened, for example {@code dev.barometer.response.submitted}
 * @param signedBy in whose name the record is signed; null where it is not
 */
public record Outgoing(
    String topic,
    String key,
    @Nullable Object value,
    String eventId,
    String source,
    String type,
    Instant time,
    @Nullable String signedBy) {

  /** Unsigned. */
  public Outgoing(
      String topic,
      String key,
      @Nullable Object value,
      String eventId,
      String source,
      String type,
      Instant time) {
    this(topic, key, value, eventId, source, type, time, null);
  }
}
