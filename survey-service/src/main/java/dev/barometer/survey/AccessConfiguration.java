package dev.barometer.survey;

import dev.barometer.starter.Role;
import dev.barometer.starter.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Who may call what: sources bring tickets and answers in and tell what came back, viewers see
 * surveys and jobs, managers decide who is asked what and see whom it names; agents ask somebody
 * whose ticket they name. The pages of imports name who sent what, those of kept mails hold links:
 * both are for administrators, and so is erasing people.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  @Bean
  AccessRules access() {
    String ingest = Role.INGEST.name();
    String viewer = Role.VIEWER.name();
    String agent = Role.AGENT.name();
    String manager = Role.MANAGER.name();
    return requests ->
        requests
            .requestMatchers(
                HttpMethod.POST,
                "/api/tickets/events",
                "/api/lifecycle/events",
                "/api/tickets/import",
                "/api/responses",
                "/api/responses/import",
                "/api/responses/withdrawals",
                "/api/invitations/*/bounce")
            .hasRole(ingest)
            .requestMatchers(HttpMethod.DELETE, "/api/responses", "/api/responses/*")
            .hasRole(ingest)
            .requestMatchers(
                AccessRules.reading("/api/jobs/**", "/api/surveys/**", "/api/survey-templates"))
            .hasAnyRole(ingest, viewer)
            .requestMatchers("/imports/**", "/mails/**")
            .hasRole(Role.ADMIN.name())
            .requestMatchers(HttpMethod.DELETE, "/api/people/{id}/opt-out", "/api/people/opt-out")
            .hasRole(manager)
            .requestMatchers(HttpMethod.DELETE, "/api/people/**")
            .hasRole(Role.ADMIN.name())
            .requestMatchers(HttpMethod.POST, "/people/erase")
            .hasRole(Role.ADMIN.name())
            .requestMatchers("/api/people/**", "/people/**")
            .hasRole(manager)
            .requestMatchers(
                "/api/surveys/**",
                "/api/campaigns/**",
                "/api/invitations/**",
                "/surveys/**",
                "/campaigns/**",
                "/invitations/**",
                "/answers/set-aside/**")
            .hasRole(manager)
            .requestMatchers("/answers/**")
            .hasRole(agent);
  }
}
