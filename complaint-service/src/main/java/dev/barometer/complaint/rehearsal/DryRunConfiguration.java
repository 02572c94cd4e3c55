package dev.barometer.complaint.rehearsal;

import dev.barometer.complaint.rule.RuleReader;
import dev.barometer.starter.topic.GrouplessConsumers;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
    Map<String, Object> settings = GrouplessConsumers.settings(kafka, connection);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "complaint-service-dry-run");
    return new DryRunReader(() -> GrouplessConsumers.of(settings), rules, clock);
  }
}
