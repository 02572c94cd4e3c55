package dev.barometer.survey.imports;

import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of imports, and who follows them until they are counted. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportProperties.class)
class ImportConfiguration {

  @Bean
  CountingRunner countingRunner(ImportJobRepository jobs, Progress progress, Clock clock) {
    return new CountingRunner(jobs, () -> progress.of(Data.TALLIES).asOf(), clock);
  }
}
