package dev.barometer.survey;

import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.security.Role;
import dev.barometer.starter.web.PathIdFilter;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/** Who may call what: sources bring tickets and answers in, viewers see surveys and jobs. */
@Configuration(proxyBeanMethods = false)
class SurveyConfiguration {

  @Bean
  AccessRules access() {
    String ingest = Role.INGEST.name();
    String viewer = Role.VIEWER.name();
    return requests ->
        requests
            .requestMatchers(
                HttpMethod.POST,
                "/api/tickets/events",
                "/api/tickets/import",
                "/api/responses",
                "/api/responses/import",
                "/api/responses/withdrawals")
            .hasRole(ingest)
            .requestMatchers(HttpMethod.DELETE, "/api/responses", "/api/responses/*")
            .hasRole(ingest)
            .requestMatchers(AccessRules.reading("/api/jobs/**", "/api/surveys/**"))
            .hasAnyRole(ingest, viewer);
  }

  /** An id may hold what a path cannot: then it becomes a parameter before anything reads it. */
  @Bean
  FilterRegistrationBean<PathIdFilter> idsInPaths() {
    var registration =
        new FilterRegistrationBean<>(
            new PathIdFilter(HttpMethod.DELETE.name(), "/api/responses", "id"));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /** Lets escaped slashes come as far as that filter; on all other paths they are refused there. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> escapedSlashes() {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
              connector.setEncodedReverseSolidusHandling(
                  EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
  }
}
