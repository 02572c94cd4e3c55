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
        requests
            .requestMatchers("/api/complaints/**")
            .hasRole(Role.AGENT.name())
            .requestMatchers(
                "/api/complaint-wording", "/api/complaint-templates", "/api/complaint-rules/**")
            .hasRole(Role.MANAGER.name())
            .requestMatchers("/desk/mails", "/desk/mails/**")
            .hasRole(Role.ADMIN.name())
            .requestMatchers("/desk/**")
            .hasRole(Role.AGENT.name());
  }
}
