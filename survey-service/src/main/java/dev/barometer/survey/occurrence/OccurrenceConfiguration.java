package dev.barometer.survey.occurrence;

import java.util.List;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes of what is known. */
@Configuration(proxyBeanMethods = false)
class OccurrenceConfiguration {

  @Bean
  ApplicationRunner occurrenceIndexes(List<KnownRepository<?>> known) {
    return arguments -> known.forEach(KnownRepository::createIndexes);
  }
}
