package dev.barometer.reporting.edition;

import dev.barometer.starter.timetable.DueHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of reports. */
@Configuration(proxyBeanMethods = false)
class EditionConfiguration {

  @Bean
  DueHandler collectReports(CollectRunner runner) {
    return DueHandler.of(CollectRunner.COLLECT, due -> runner.collect(due.key()));
  }
}
