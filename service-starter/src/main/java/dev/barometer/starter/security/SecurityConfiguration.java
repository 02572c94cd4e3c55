package dev.barometer.starter.security;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.Role;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.token.TokenUses;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two chains: the API for programs (bearer tokens) and, where a service has {@link Pages}, pages
 * for people (form login, a signed cookie, CSRF tokens); neither keeps anything of a caller. Both
 * ask the service's {@link AccessRules} and deny what no rule names.
 */
@AutoConfiguration(
    before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties({
  BarometerProperties.class,
  BrakeProperties.class,
  SessionProperties.class
})
class SecurityConfiguration {

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

  /** Calls are timed as a whole; a timer around each filter would cost more than the filters. */
  @Bean
  SecurityObservationSettings noTimersInsideCalls() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  Callers callers(
      BarometerProperties barometer,
      ObjectProvider<TokenDirectory> directory,
      ObjectProvider<StaffDirectory> staff,
      ObjectProvider<TokenUses> uses,
      Clock clock) {
    return new Callers(
        FixedTokens.of(barometer),
        directory.getIfAvailable(),
        staff.getIfAvailable(StaffDirectory::new),
        uses.getIfAvailable(),
        clock);
  }

  @Bean
  TokenLogin tokenLogin(Callers callers) {
    return new TokenLogin(callers);
  }

  @Bean
  SessionCookie sessionCookie(Signatures signatures, SessionProperties settings, Clock clock) {
    return new SessionCookie(signatures, settings, clock);
  }

  @Bean
  SignIn signIn(SessionCookie sessions, AuditLog audit) {
    return new SignIn(sessions, audit);
  }

  @Bean
  Brake brake(BrakeProperties settings, Clock clock) {
    return new Brake(settings, clock);
  }

  @Bean
  Refusals refusals(JsonMapper json) {
    return new Refusals(json);
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(
      HttpSecurity http,
      Callers callers,
      SessionCookie sessions,
      Brake brake,
      AuditLog audit,
      Refusals refusals,
      ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
      ObjectProvider<Pages> pages,
      ObjectProvider<AccessRules> rules) {
    // Where there are no pages whoever asks for one is told so as a program is.
    String[] programs =
        pages.getIfAvailable() == null
            ? new String[] {"/**"}
            : new String[] {"/api/**", "/actuator/**", "/v3/**"};
    SessionContexts contexts = new SessionContexts(sessions, callers, SecurityConfiguration::reads);
    return http.securityMatcher(programs)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            nothing -> nothing.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(context -> context.securityContextRepository(contexts))
        .addFilterBefore(
            new BearerTokenFilter(callers, brake, contexts, refusals, audit),
            AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            requests -> {
              rules.orderedStream().forEach(own -> own.apply(requests));
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .requestMatchers(AccessRules.reading("/actuator/health/**"))
                  .permitAll()
                  .requestMatchers(
                      AccessRules.reading("/actuator/info", "/actuator/prometheus", "/v3/**"))
                  .hasRole(Role.VIEWER.name())
                  .requestMatchers("/actuator/**")
                  .hasRole(Role.ADMIN.name())
                  .anyRequest()
                  .access(new UnnamedCalls(mappings::stream));
            })
        .headers(headers -> SecureHeaders.protect(headers, SecureHeaders.API_CONTENT))
        .build();
  }

  @Bean
  @Order(2)
  @ConditionalOnBean(Pages.class)
  SecurityFilterChain pageSecurity(
      HttpSecurity http,
      Pages pages,
      Callers callers,
      Brake brake,
      SessionCookie sessions,
      SignIn signIn,
      AuditLog audit,
      RoleHierarchy roles,
      ObjectProvider<AuthenticationProvider> providers,
      ObjectProvider<PageSignIn> others,
      ObjectProvider<AccessRules> rules) {
    SignIns signIns = new SignIns(brake, signIn, audit);
    providers.orderedStream().forEach(http::authenticationProvider);
    others.orderedStream().forEach(other -> other.apply(http));
    return http.securityContext(
            context ->
                context.securityContextRepository(
                    new SessionContexts(sessions, callers, call -> true)))
        .sessionManagement(
            nothing -> nothing.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests -> {
              rules.orderedStream().forEach(own -> own.apply(requests));
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR)
                  .permitAll()
                  .requestMatchers(AccessRules.reading(SignIns.PAGE))
                  .permitAll()
                  .requestMatchers(AccessRules.reading(pages.looks().toArray(String[]::new)))
                  .permitAll()
                  .anyRequest()
                  .denyAll();
            })
        .formLogin(
            login ->
                login
                    .loginPage(SignIns.PAGE)
                    .successHandler(signIns)
                    .failureHandler(signIns)
                    .permitAll())
        .exceptionHandling(errors -> errors.authenticationEntryPoint(new SignInPage()))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .csrf(csrf -> csrf.csrfTokenRepository(formTokens()))
        .addFilterBefore(new FileForms(roles), CsrfFilter.class)
        .logout(
            logout ->
                logout
                    .addLogoutHandler((call, answer, caller) -> sessions.end(call, answer))
                    .logoutSuccessUrl("/login?logout"))
        .headers(headers -> SecureHeaders.protect(headers, SecureHeaders.PAGE_CONTENT))
        .build();
  }

  /**
   * By a session the API is read only: it asks for no CSRF token, so a session must not be enough
   * to change anything. Pages of other origins have no use of it at all: they bring a token.
   */
  private static boolean reads(HttpServletRequest call) {
    return (HttpMethod.GET.matches(call.getMethod()) || HttpMethod.HEAD.matches(call.getMethod()))
        && !CorsUtils.isCorsRequest(call);
  }

  /**
   * Tokens of forms are kept by the browser: strangers see a form, too, and are to cost nothing. A
   * form sends back what the cookie says; no other site can read or set it.
   */
  private static CookieCsrfTokenRepository formTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    // Cookies know no ports: the services of one host share it.
    tokens.setCookieName("CSRF_BAROMETER");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }
}
