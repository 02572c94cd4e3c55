package dev.barometer.starter.event;

import org.apache.kafka.common.header.Headers;

/** CloudEvents over Kafka: binary mode written, binary and structured mode read. */
public final class KafkaEvents {
  private KafkaEvents() {}

  /** Reads either mode; throws UnreadableFactException that names the attribute. */
  public static InboundEvent read(Headers headers, byte[] value) {
    throw new UnsupportedOperationException("being built: " + headers + value.length);
  }

  /** Writes the {@code ce_*} headers and the content type for a JSON payload. */
  public static void write(
      Headers headers, String id, String source, String type, java.time.Instant time) {
    throw new UnsupportedOperationException("being built: " + headers + id + source + type + time);
  }
}
