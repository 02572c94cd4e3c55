package dev.barometer.complaint.outbox;

import dev.barometer.starter.fact.FactPublisher;
import java.time.Clock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The way from the case documents to the topic, and how it fares. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxConfiguration {

  @Bean(destroyMethod = "stop")
  OutboxRunner outboxRunner(
      MongoOperations mongo, FactPublisher facts, OutboxProperties properties, Clock clock) {
    var publisher =
        new ComplaintPublisher(
            new OutboxRepository(mongo), facts::publish, properties.lease(), clock);
    return new OutboxRunner(publisher, properties.sweep(), properties.longestPause());
  }

  /** Not before the topics are there. */
  @Bean
  ApplicationRunner startOutboxRunner(OutboxRunner runner) {
    return arguments -> runner.start();
  }

  @Bean
  HealthIndicator complaintOutboxHealthIndicator(OutboxRunner runner) {
    return () ->
        runner
            .trouble()
            .map(trouble -> Health.down(trouble).build())
            .orElseGet(() -> Health.up().build());
  }
}
