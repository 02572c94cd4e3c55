package dev.barometer.starter.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Consumers that belong to no group: whoever has one reads what he wants, from where he wants, what
 * is committed of it, and tells nobody how far.
 */
public final class GrouplessConsumers {
  private GrouplessConsumers() {}

  /** Those of the service, but for the group; they may be changed. */
  public static Map<String, Object> settings(
      KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> settings = kafka.buildConsumerProperties();
    settings.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return settings;
  }

  public static Consumer<byte[], byte[]> of(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
