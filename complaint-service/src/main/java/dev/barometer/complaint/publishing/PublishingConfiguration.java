package dev.barometer.complaint.publishing;

import dev.barometer.starter.fact.FactPublisher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The way from the case documents to the topic, and how it fares. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublishingProperties.class)
@EnableScheduling
class PublishingConfiguration {

  @Bean(destroyMethod = "stop")
  PublishingRunner publishingRunner(
      MongoOperations mongo,
      FactPublisher facts,
      List<CaseFollower> followers,
      PublishingProperties properties,
      MeterRegistry meters,
      Clock clock) {
    var publisher =
        new ComplaintPublisher(
            new PublishingRepository(mongo), facts::publish, followers, properties.lease(), clock);
    var runner = new PublishingRunner(publisher, properties.sweep(), properties.longestPause());
    Gauge.builder("barometer.cases.held", runner::held)
        .description("Cases that cannot be told of, while others can")
        .register(meters);
    return runner;
  }

  /** Not before the topics are there. */
  @Bean
  ApplicationRunner startPublishingRunner(PublishingRunner runner) {
    return arguments -> runner.start();
  }

  @Bean
  HealthIndicator complaintPublishingHealthIndicator(PublishingRunner runner) {
    return () ->
        runner
            .trouble()
            .map(trouble -> Health.down(trouble).build())
            .orElseGet(() -> Health.up().build());
  }
}
