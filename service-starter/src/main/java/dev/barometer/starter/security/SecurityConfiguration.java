package dev.barometer.starter.security;

import dev.barometer.starter.BarometerProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two chains: the API for programs (bearer tokens, no state) and pages for people (form login, a
 * session, CSRF tokens). Both ask the service's {@link AccessRules} and deny what no rule names.
 */
@AutoConfiguration(
    before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties(BarometerProperties.class)
class SecurityConfiguration {

  /** Styles may be set inline because charts place their tooltips so; scripts may not. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Bean
  static RoleHierarchy roleHierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(Role.ADMIN.name())
        .implies(Role.MANAGER.name(), Role.INGEST.name())
        .role(Role.MANAGER.name())
        .implies(Role.AGENT.name())
        .role(Role.AGENT.name())
        .implies(Role.VIEWER.name())
        .build();
  }

  @Bean
  Tokens tokens(BarometerProperties barometer) {
    return Tokens.of(barometer);
  }

  @Bean
  TokenLogin tokenLogin(Tokens tokens) {
    return new TokenLogin(tokens);
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(
      HttpSecurity http, Tokens tokens, JsonMapper json, ObjectProvider<AccessRules> rules) {
    PageSessions contexts = new PageSessions();
    Refusals refusals = new Refusals(json);
    return http.securityMatcher("/api/**", "/actuator/**", "/v3/api-docs/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(context -> context.securityContextRepository(contexts))
        .addFilterBefore(
            new BearerTokenFilter(tokens, contexts, refusals), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            requests -> {
              rules.orderedStream().forEach(own -> own.apply(requests));
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .requestMatchers(HttpMethod.GET, "/actuator/health/**")
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.GET, "/actuator/info", "/actuator/prometheus", "/v3/api-docs/**")
                  .hasRole(Role.VIEWER.name())
                  .requestMatchers("/actuator/**")
                  .hasRole(Role.ADMIN.name())
                  .anyRequest()
                  .denyAll();
            })
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(HttpSecurity http, ObjectProvider<AccessRules> rules) {
    return http.authorizeHttpRequests(
            requests -> {
              rules.orderedStream().forEach(own -> own.apply(requests));
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .requestMatchers(
                      HttpMethod.GET,
                      "/login",
                      "/barometer.css",
                      "/css/**",
                      "/js/**",
                      "/images/**",
                      "/webjars/**",
                      "/_static/**",
                      "/favicon.ico",
                      "/error")
                  .permitAll()
                  .anyRequest()
                  .denyAll();
            })
        .formLogin(login -> login.loginPage("/login").permitAll())
        .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }
}
