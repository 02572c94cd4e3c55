package dev.barometer.starter.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/** What is added to the headers of a dead letter: why it is one and where it came from. */
public final class DeadLetterHeaders {
  private static final int LONGEST_REASON = 1_000;

  private DeadLetterHeaders() {}

  /**
   * Adds to the headers as they came.
   *
   * @param kind one of a closed set, also the tag of a meter
   * @param reason for people; cut where it is very long
   */
  public static void add(
      Headers headers, String kind, String reason, String topic, int partition, long offset) {
    String told = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    headers
        .add("barometer_reason", told.getBytes(UTF_8))
        .add("barometer_kind", kind.getBytes(UTF_8))
        .add("barometer_topic", topic.getBytes(UTF_8))
        .add("barometer_partition", Integer.toString(partition).getBytes(UTF_8))
        .add("barometer_offset", Long.toString(offset).getBytes(UTF_8));
  }
}
