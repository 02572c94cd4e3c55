package dev.barometer.reporting.openid;

import dev.barometer.reporting.staff.Arrival;
import dev.barometer.reporting.staff.StaffPublisher;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.security.PageSignIn;
import dev.barometer.starter.security.SessionProperties;
import dev.barometer.starter.security.SignIn;
import dev.barometer.starter.security.SignedClaims;
import dev.barometer.starter.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Lets those in whom the organisation's own provider vouches for, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OpenIdProperties.class, OAuth2ClientProperties.class})
class OpenIdConfiguration {
  private static final Logger log = LoggerFactory.getLogger(OpenIdConfiguration.class);
  private static final String PAGE = "/login";

  /** The provider is asked for its addresses when somebody comes: it may be away until then. */
  @Bean
  @ConditionalOnOAuth2ClientRegistrationProperties
  ClientRegistrationRepository openIdProviders(OAuth2ClientProperties settings) {
    return new SupplierClientRegistrationRepository(
        () ->
            new InMemoryClientRegistrationRepository(
                new OAuth2ClientPropertiesMapper(settings).asClientRegistrations()));
  }

  @Bean
  PageSignIn openIdSignIn(
      ObjectProvider<ClientRegistrationRepository> providers,
      OpenIdProperties settings,
      StaffPublisher staff,
      SignIn signIn,
      AuditLog audit,
      SessionProperties sessions,
      Signatures signatures,
      Clock clock) {
    ClientRegistrationRepository known = providers.getIfAvailable();
    if (known == null) {
      return pages -> {};
    }
    ProviderClaims claims =
        new ProviderClaims(settings.roleClaim(), settings.roles(), settings.teamsClaim());
    OpenIdRequestRepository requests =
        new OpenIdRequestRepository(
            new SignedClaims(signatures, "openid", clock), known, sessions.secure());
    Arrivals arrivals = new Arrivals(claims, requests, staff, signIn, audit);
    return pages ->
        pages.oauth2Login(
            login ->
                login
                    .loginPage(PAGE)
                    .authorizationEndpoint(
                        endpoint -> endpoint.authorizationRequestRepository(requests))
                    .authorizedClientRepository(new NothingKept())
                    .successHandler(arrivals::succeeded)
                    .failureHandler(
                        (call, answer, reason) -> {
                          log.warn(
                              "Somebody came back from the provider in vain: {}",
                              reason.getMessage());
                          answer.sendRedirect(call.getContextPath() + PAGE + "?openid");
                        }));
  }

  /** What becomes of those who come back from the provider. */
  private record Arrivals(
      ProviderClaims claims,
      OpenIdRequestRepository requests,
      StaffPublisher staff,
      SignIn signIn,
      AuditLog audit) {

    void succeeded(HttpServletRequest call, HttpServletResponse answer, Authentication arrived)
        throws IOException {
      if (!(arrived.getPrincipal() instanceof OidcUser user)) {
        throw new IllegalStateException("The provider must be set with the scope openid");
      }
      Optional<Arrival> arrival = claims.arrival(user.getClaims());
      var member = arrival.flatMap(staff::arrive);
      if (member.isEmpty()) {
        audit.note("sign-in.refused", user.getName(), Map.of());
        answer.sendRedirect(call.getContextPath() + PAGE + "?refused");
        return;
      }
      signIn.beginAndLead(Callers.of(member.get()), call, answer, requests.destination(call));
    }
  }

  /** The provider is asked once, when somebody signs in: nothing it gave is of use after that. */
  private static final class NothingKept implements OAuth2AuthorizedClientRepository {
    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String providerId, Authentication caller, HttpServletRequest call) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication caller,
        HttpServletRequest call,
        HttpServletResponse answer) {}

    @Override
    public void removeAuthorizedClient(
        String providerId,
        Authentication caller,
        HttpServletRequest call,
        HttpServletResponse answer) {}
  }
}
