package dev.barometer.starter.audit;

import dev.barometer.contract.Topics;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.FactPublisher;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

/** Gives every service the audit log. */
@AutoConfiguration
@EnableConfigurationProperties(BarometerProperties.class)
class AuditConfiguration {

  /** With a publisher of its own: this topic is every service's, whatever else it writes. */
  @Bean
  AuditLog auditLog(
      KafkaTemplate<byte[], byte[]> factTemplate, BarometerProperties barometer, Clock clock) {
    FactPublisher publisher = new FactPublisher(factTemplate, List.of(Topics.AUDIT));
    return new AuditLog(publisher, barometer.service(), clock);
  }
}
