package dev.barometer.scoring.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What compacted topics say last of each key. */
final class PublishedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;

  PublishedReader(Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Where each partition of the topics ends now, as a reader of committed records sees it. */
  Map<TopicPartition, Long> ends(List<String> topics) {
    return consumer.endOffsets(partitions(topics));
  }

  /** Where each partition begins. */
  Map<TopicPartition, Long> beginnings(List<String> topics) {
    return consumer.beginningOffsets(partitions(topics));
  }

  /** Everything a topic says, up to its present end. */
  Map<String, Published> last(String topic) {
    List<TopicPartition> partitions = partitions(List.of(topic));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<String, Published> last = new HashMap<>();
    while (ends.entrySet().stream().anyMatch(this::isAhead)) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.value() == null) {
          last.remove(record.key());
        } else {
          last.put(record.key(), new Published(record.value(), sequence(record)));
        }
      }
    }
    return last;
  }

  private boolean isAhead(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static long sequence(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader("ce_sequence");
    return header == null ? 0 : Long.parseLong(new String(header.value(), UTF_8));
  }

  private List<TopicPartition> partitions(List<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
