package dev.barometer.benchmarks.harness;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of topics sees who belongs to no group and reads only what is committed. */
public final class CommittedRecords {

  private CommittedRecords() {}

  /** All that the topics hold, and what comes. */
  public static KafkaConsumer<String, byte[]> fromTheBeginning(
      String bootstrapServers, Collection<String> topics) {
    KafkaConsumer<String, byte[]> consumer = reading(bootstrapServers, topics);
    consumer.seekToBeginning(consumer.assignment());
    return consumer;
  }

  /** What comes from now on. */
  public static KafkaConsumer<String, byte[]> fromNowOn(
      String bootstrapServers, Collection<String> topics) {
    KafkaConsumer<String, byte[]> consumer = reading(bootstrapServers, topics);
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    return consumer;
  }

  private static KafkaConsumer<String, byte[]> reading(
      String bootstrapServers, Collection<String> topics) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                20_000,
                "max.partition.fetch.bytes",
                8_388_608),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer;
  }
}
