package dev.barometer.reporting;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * The administration is for administrators, cases are for who handles them, as in the API; reports
 * are for managers, and so is operating data, which programs may send, too. Targets stand beside
 * scores; managers set them, and see who did. All else is for reading, and for every viewer.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  AccessRules access() {
    return requests ->
        requests
            .requestMatchers("/welcome/*")
            .permitAll()
            .requestMatchers(
                "/administration/**",
                "/api/staff/**",
                "/api/tokens/**",
                "/api/audit/**",
                "/api/dead-letters/**")
            .hasRole(Role.ADMIN.name())
            .requestMatchers("/cases/**")
            .hasRole(Role.AGENT.name())
            .requestMatchers(HttpMethod.POST, "/api/operating-data")
            .hasAnyRole(Role.INGEST.name(), Role.MANAGER.name())
            .requestMatchers(
                "/reports/**",
                "/api/reports/**",
                "/api/report-strategies/**",
                "/api/operating-data/**")
            .hasRole(Role.MANAGER.name())
            .requestMatchers("/targets/*", "/api/targets/*/versions")
            .hasRole(Role.MANAGER.name())
            .requestMatchers(AccessRules.reading("/targets", "/api/targets/**"))
            .hasRole(Role.VIEWER.name())
            .requestMatchers("/api/targets/**")
            .hasRole(Role.MANAGER.name())
            .requestMatchers("/actions/new")
            .hasRole(Role.MANAGER.name())
            .requestMatchers(AccessRules.reading("/actions/**", "/api/actions/**"))
            .hasRole(Role.AGENT.name())
            .requestMatchers("/actions/**", "/api/actions/**")
            .hasRole(Role.MANAGER.name())
            .requestMatchers(
                AccessRules.reading(
                    "/", "/dashboard/**", "/comments", "/tickets/**", "/glossary", "/api/**"))
            .hasRole(Role.VIEWER.name());
  }
}
