package dev.barometer.starter.topic;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.waiting.PatientStart;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Creates the topics when the service starts, before its bindings do. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(BarometerProperties.class)
class TopicConfiguration {

  @Bean
  TopicCreation topicCreation(
      BarometerProperties barometer,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      Environment environment) {
    Map<String, Object> settings = kafka.buildAdminProperties();
    settings.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new TopicCreation(
        () -> Admin.create(settings), TopicPlan.of(barometer), PatientStart.of(environment));
  }
}
