package dev.barometer.reporting.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.Topics;
import dev.barometer.starter.fact.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Dead letters as they stand on their topics. */
final class LetterFixtures {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String BROKEN_TICKET =
      "{\"ticketId\":\"INC1\",\"revision\":3,\"status\":\"lost\",\"openedAt\":\"2026-11-20T08:00:00Z\"}";
  static final String GOOD_TICKET = BROKEN_TICKET.replace("lost", "open");

  private LetterFixtures() {}

  static ConsumerRecord<byte[], byte[]> ticketLetter(long offset, String key, String value) {
    return letter("survey-service", Topics.INBOUND_TICKETS, offset, "broken-contract", key, value);
  }

  static ConsumerRecord<byte[], byte[]> letter(
      String group, String topic, long offset, String kind, String key, String value) {
    DeadLetter letter =
        DeadLetter.of(
            key == null ? null : key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8),
            new RecordHeaders()
                .add("ce_id", "e-7".getBytes(UTF_8))
                .add("ce_source", "/servicenow/acme".getBytes(UTF_8))
                .add("ce_type", "dev.barometer.ticket.opened".getBytes(UTF_8))
                .add("ce_time", "2026-11-20T09:00:00Z".getBytes(UTF_8)),
            kind,
            "status must be one of open, resolved, closed",
            new DeadLetter.Origin(group, topic, 0, offset),
            NOW.plusSeconds(offset));
    return record(Topics.deadLettersOf(topic, group), offset, letter);
  }

  static ConsumerRecord<byte[], byte[]> record(String topic, long offset, DeadLetter letter) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        NOW.plusSeconds(3_600).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        letter.key(),
        letter.value(),
        letter.headers(),
        Optional.empty());
  }
}
