package dev.barometer.complaint;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may see the cases: they name people and quote them. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  AccessRules access() {
    String agent = Role.AGENT.name();
    String manager = Role.MANAGER.name();
    return requests ->
        requests
            .requestMatchers(HttpMethod.DELETE, "/api/complaints/*/attachments/*")
            .hasRole(manager)
            .requestMatchers(HttpMethod.POST, "/api/complaints/verify", "/desk/attachments/remove")
            .hasRole(manager)
            .requestMatchers("/api/complaints/people/**")
            .hasRole(manager)
            .requestMatchers(HttpMethod.PUT, "/api/root-causes")
            .hasRole(manager)
            .requestMatchers(
                "/api/complaint-wording", "/api/complaint-templates", "/api/complaint-rules/**")
            .hasRole(manager)
            .requestMatchers(
                "/desk/rules/**", "/desk/causes/**", "/desk/templates/**", "/desk/wording/**")
            .hasRole(manager)
            .requestMatchers("/desk/mails", "/desk/mails/**")
            .hasRole(Role.ADMIN.name())
            .requestMatchers(
                "/api/complaints/**", "/api/complaint-groups/**", "/api/root-causes/**", "/desk/**")
            .hasRole(agent);
  }
}
