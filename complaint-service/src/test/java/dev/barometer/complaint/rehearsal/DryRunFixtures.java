package dev.barometer.complaint.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Response;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.json.FactJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Dry runs over a topic in memory. */
public final class DryRunFixtures {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.RESPONSES, 0);

  private DryRunFixtures() {}

  public static DryRunReader reader(RuleReader rules, Clock clock, List<Response> responses) {
    return reader(rules, clock, () -> topic(responses));
  }

  public static DryRunReader reader(
      RuleReader rules, Clock clock, Supplier<Consumer<byte[], byte[]>> consumers) {
    return new DryRunReader(consumers, rules, clock);
  }

  private static Consumer<byte[], byte[]> topic(List<Response> responses) {
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
              Map<TopicPartition, Long> asked, Duration patience) {
            Map<TopicPartition, OffsetAndTimestamp> first = new HashMap<>();
            asked.forEach(
                (partition, time) -> first.put(partition, new OffsetAndTimestamp(0, time)));
            return first;
          }
        };
    consumer.updatePartitions(
        Topics.RESPONSES, List.of(new PartitionInfo(Topics.RESPONSES, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, (long) responses.size()));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < responses.size(); i++) {
            consumer.addRecord(record(i, responses.get(i)));
          }
        });
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> record(int offset, Response response) {
    var headers = new RecordHeaders();
    Instant at = response.submittedAt();
    KafkaEvents.write(headers, "e-" + offset, "test", EventTypes.RESPONSE_SUBMITTED, at);
    byte[] key = response.responseId().getBytes(UTF_8);
    byte[] value = FactJson.write(response);
    return new ConsumerRecord<>(
        Topics.RESPONSES,
        0,
        offset,
        at.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }
}
