package dev.barometer.scoring;

import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.security.Role;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask, and the clock. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

  @Bean
  AccessRules access() {
    return requests -> requests.requestMatchers("/api/rolling/**").hasRole(Role.VIEWER.name());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
