package dev.barometer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The suite's broker, as a platform that speaks Kafka sees it. */
final class Broker {
  private final Map<String, Object> clients;

  Broker(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * @param clients what every client of it is told: where it is, and as whom
   */
  Broker(Map<String, Object> clients) {
    this.clients = clients;
  }

  /** Returns when the broker has acknowledged all of them. */
  void write(List<ProducerRecord<String, byte[]>> records) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      records.forEach(producer::send);
    }
  }

  /** A CloudEvent in binary mode. */
  static ProducerRecord<String, byte[]> event(
      String topic, String key, String id, String type, byte[] data) {
    var event = new ProducerRecord<>(topic, key, data);
    event
        .headers()
        .add("ce_specversion", "1.0".getBytes(UTF_8))
        .add("ce_id", id.getBytes(UTF_8))
        .add("ce_source", "/itsm/test".getBytes(UTF_8))
        .add("ce_type", type.getBytes(UTF_8))
        .add("content-type", "application/json".getBytes(UTF_8));
    return event;
  }

  /** All committed records of the topics, from their first to the last there is now. */
  List<ConsumerRecord<String, byte[]>> read(String... topics) {
    return read("read_committed", List.of(topics), new StringDeserializer());
  }

  /** All records there are of the topics, those of transactions that failed included. */
  List<ConsumerRecord<byte[], byte[]>> readUncommitted(Collection<String> topics) {
    return read("read_uncommitted", topics, new ByteArrayDeserializer());
  }

  private <K> List<ConsumerRecord<K, byte[]>> read(
      String isolation, Collection<String> topics, Deserializer<K> keys) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("isolation.level", isolation);
    try (var consumer = new KafkaConsumer<>(settings, keys, new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<K, byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }
}
