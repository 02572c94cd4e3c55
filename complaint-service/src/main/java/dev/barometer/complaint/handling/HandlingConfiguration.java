package dev.barometer.complaint.handling;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may handle what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HandlingProperties.class)
class HandlingConfiguration {

  @Bean
  CaseAccess caseAccess(HandlingProperties settings) {
    return new CaseAccess(settings.ownRatings() == HandlingProperties.OwnRatings.HIDDEN);
  }
}
