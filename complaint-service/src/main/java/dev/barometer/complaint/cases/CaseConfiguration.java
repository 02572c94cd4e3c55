package dev.barometer.complaint.cases;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The cases. */
@Configuration(proxyBeanMethods = false)
class CaseConfiguration {

  @Bean
  CaseRepository caseRepository(MongoOperations mongo) {
    return new CaseRepository(mongo);
  }
}
