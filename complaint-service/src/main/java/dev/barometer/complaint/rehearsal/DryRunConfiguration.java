package dev.barometer.complaint.rehearsal;

import dev.barometer.complaint.rule.RuleReader;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the topic is read by whoever tries rules out. */
@Configuration(proxyBeanMethods = false)
class DryRunConfiguration {

  @Bean
  DryRunReader complaintDryRuns(
      KafkaProperties kafka, KafkaConnectionDetails connection, RuleReader rules, Clock clock) {
    Map<String, Object> settings = kafka.buildConsumerProperties();
    settings.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "complaint-service-dry-run");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new DryRunReader(
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        rules,
        clock);
  }
}
