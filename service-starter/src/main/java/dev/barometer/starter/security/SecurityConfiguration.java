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
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two chains: the API for programs (bearer tokens) and pages for people (form login, a signed
 * cookie, CSRF tokens); neither keeps anything of a caller. Both ask the service's {@link
 * AccessRules} and deny what no rule names.
 */
@AutoConfiguration(
    before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties({
  BarometerProperties.class,
  BrakeProperties.class,
  SessionProperties.class
})
class SecurityConfiguration {

  /** Styles may be set on elements because charts place their tooltips so; scripts may not. */
  private static final String PAGE_CONTENT =
      "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String API_CONTENT = "default-src 'none'; frame-ancestors 'none'";

  private static final String NO_DEVICES =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

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
  StaffDirectory staffDirectory() {
    return new StaffDirectory();
  }

  @Bean
  Callers callers(
      BarometerProperties barometer,
      ObjectProvider<TokenDirectory> directory,
      StaffDirectory staff,
      ObjectProvider<TokenUses> uses,
      Clock clock) {
    return new Callers(
        FixedTokens.of(barometer), directory.getIfAvailable(), staff, uses.getIfAvailable(), clock);
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
      ObjectProvider<AccessRules> rules) {
    SessionContexts contexts = new SessionContexts(sessions, callers, SecurityConfiguration::reads);
    return http.securityMatcher("/api/**", "/actuator/**", "/v3/**")
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
        .headers(headers -> protect(headers, API_CONTENT))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
      HttpSecurity http,
      Callers callers,
      Brake brake,
      SessionCookie sessions,
      SignIn signIn,
      AuditLog audit,
      ObjectProvider<AuthenticationProvider> providers,
      ObjectProvider<AccessRules> rules) {
    SignIns signIns = new SignIns(brake, signIn, audit);
    providers.orderedStream().forEach(http::authenticationProvider);
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
                  .requestMatchers(AccessRules.reading(SignIns.PAGE, "/barometer.css"))
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
        .logout(
            logout ->
                logout
                    .addLogoutHandler((call, answer, caller) -> sessions.end(call, answer))
                    .logoutSuccessUrl("/login?logout"))
        .headers(headers -> protect(headers, PAGE_CONTENT))
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

  /**
   * Beside what Spring Security sets by itself: no sniffing of types, no caching of what says
   * nothing else, no frames, and TLS only once it was used.
   */
  private static void protect(HeadersConfigurer<HttpSecurity> headers, String content) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(content))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES));
  }
}
