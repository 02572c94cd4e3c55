package dev.barometer.complaint;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may see the cases: they name people and quote them. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  AccessRules access() {
    return requests ->
        requests.requestMatchers("/api/complaints/**", "/desk/**").hasRole(Role.AGENT.name());
  }
}
