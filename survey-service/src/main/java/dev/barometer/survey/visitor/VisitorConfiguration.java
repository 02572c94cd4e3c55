package dev.barometer.survey.visitor;

import dev.barometer.starter.security.AccessRules;
import dev.barometer.starter.security.SecureHeaders;
import dev.barometer.survey.kept.Kept;
import io.micrometer.common.KeyValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Whoever has a link may answer by it, and needs nothing else. No cookie is set, so no other site
 * can send a form in somebody's name: it would have to know his link.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnswerProperties.class)
class VisitorConfiguration {
  /** What follows them is a secret, or names somebody. */
  private static final List<String> UNTOLD = List.of(VisitorController.PATH, "/api/people/");

  @Bean
  @Order(0)
  SecurityFilterChain visitorSecurity(HttpSecurity http) {
    return http.securityMatcher("/s/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            nothing -> nothing.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(AccessRules.reading("/s/*", "/s/*/stop", "/s/*/my-data"))
                    .permitAll()
                    .requestMatchers(
                        HttpMethod.POST,
                        "/s/*",
                        "/s/*/stop",
                        "/s/*/my-data",
                        "/s/*/withdraw",
                        "/s/*/opened",
                        "/s/*/partial")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .headers(
            headers -> {
              SecureHeaders.protect(headers, SecureHeaders.PAGE_CONTENT);
              headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
            })
        .build();
  }

  @Bean
  Kept keptAnswers(GivenRepository given, AnswerProperties settings) {
    return new Kept(GivenRepository.KEPT, settings.kept(), given::forget);
  }

  @Bean
  Kept keptAsides(SetAsideRepository aside, AnswerProperties settings) {
    return new Kept(SetAsideRepository.KEPT, settings.asideKept(), aside::forget);
  }

  /** Traces tell of a call what its address is; of these they tell no more than the pattern. */
  @Bean
  ServerRequestObservationConvention tracesWithoutLinks() {
    return new DefaultServerRequestObservationConvention() {
      @Override
      protected KeyValue httpUrl(ServerRequestObservationContext context) {
        HttpServletRequest call = context.getCarrier();
        String path = call == null ? "" : call.getRequestURI();
        return UNTOLD.stream()
            .filter(path::startsWith)
            .findFirst()
            .map(HighCardinalityKeyNames.HTTP_URL::withValue)
            .orElseGet(() -> super.httpUrl(context));
      }
    };
  }
}
