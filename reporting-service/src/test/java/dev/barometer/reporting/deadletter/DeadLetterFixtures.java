package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Topics;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Dead letters as they stand on their topics. */
final class DeadLetterFixtures {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String BROKEN_TICKET =
      "{\"ticketId\":\"INC1\",\"revision\":3,\"status\":\"lost\",\"openedAt\":\"2026-11-20T08:00:00Z\"}";
  static final String GOOD_TICKET = BROKEN_TICKET.replace("lost", "open");

  private DeadLetterFixtures() {}

  static ConsumerRecord<byte[], byte[]> ticketDeadLetter(long offset, String key, String value) {
    return deadLetter(
        "survey-service", Topics.INBOUND_TICKETS, offset, "broken-contract", key, value);
  }

  static ConsumerRecord<byte[], byte[]> deadLetter(
      String group, String topic, long offset, String kind, String key, String value) {
    DeadLetterRecord deadLetter =
        DeadLetterRecord.of(
            key == null ? null : key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8),
            new RecordHeaders()
                .add("ce_id", "e-7".getBytes(UTF_8))
                .add("ce_source", "/servicenow/acme".getBytes(UTF_8))
                .add("ce_type", "dev.barometer.ticket.opened".getBytes(UTF_8))
                .add("ce_time", "2026-11-20T09:00:00Z".getBytes(UTF_8)),
            DeadLetterKind.of(kind).orElseThrow(),
            "status must be one of open, resolved, closed",
            new DeadLetterRecord.Origin(group, topic, 0, offset),
            NOW.plusSeconds(offset));
    return record(Topics.deadLettersOf(topic, group), offset, deadLetter);
  }

  static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, DeadLetterRecord deadLetter) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        NOW.plusSeconds(3_600).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        deadLetter.key(),
        deadLetter.value(),
        deadLetter.headers(),
        Optional.empty());
  }
}
