package dev.barometer.survey.trigger;

import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of what triggers campaigns, and how far what triggers them is known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AskingProperties.class)
class TriggerConfiguration {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  @Bean
  Arrivals arrivals(Progress progress, Clock clock) {
    return new Arrivals(() -> progress.of(Data.OCCURRENCES).asOf(), LONGEST_WAIT, clock);
  }
}
