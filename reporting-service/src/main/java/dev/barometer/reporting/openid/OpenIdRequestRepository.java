package dev.barometer.reporting.openid;

import dev.barometer.starter.security.SignedClaims;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.util.WebUtils;

/**
 * What was asked of the provider, until somebody comes back from it: in a signed cookie, so that a
 * stranger costs nothing and any instance takes him in.
 */
final class OpenIdRequestRepository
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  /** Where he wanted to go. */
  static final String TO = "to";

  private static final String COOKIE = "BAROMETER_OPENID";
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final String ATTRIBUTES = "attributes";
  private static final String REDIRECT = "redirect";

  private final SignedClaims claims;
  private final ClientRegistrationRepository providers;
  private final boolean secure;

  /**
   * @param secure whether browsers send the cookie over TLS alone, also where nothing says so
   */
  OpenIdRequestRepository(
      SignedClaims claims, ClientRegistrationRepository providers, boolean secure) {
    this.claims = claims;
    this.providers = providers;
    this.secure = secure;
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest asked,
      HttpServletRequest call,
      HttpServletResponse answer) {
    if (asked == null) {
      forget(call, answer);
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    asked.getAttributes().forEach((name, value) -> attributes.put(name, value.toString()));
    String to = call.getParameter(TO);
    if (to != null) {
      attributes.put(TO, to);
    }
    String signed =
        claims.sign(
            LASTS,
            said ->
                said.subject(Objects.requireNonNull(asked.getState()))
                    .claim(REDIRECT, Objects.requireNonNull(asked.getRedirectUri()))
                    .claim(ATTRIBUTES, attributes));
    set(call, answer, signed, LASTS);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest call) {
    return read(call).map(this::restore).orElse(null);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest call, HttpServletResponse answer) {
    OAuth2AuthorizationRequest asked = loadAuthorizationRequest(call);
    forget(call, answer);
    return asked;
  }

  /** Where he wanted to go who comes back with this call; null where he did not say. */
  @Nullable String destination(HttpServletRequest call) {
    return read(call).map(OpenIdRequestRepository::attributes).map(all -> all.get(TO)).orElse(null);
  }

  private Optional<Jwt> read(HttpServletRequest call) {
    Cookie cookie = WebUtils.getCookie(call, COOKIE);
    String state = call.getParameter(OAuth2ParameterNames.STATE);
    return cookie == null || state == null
        ? Optional.empty()
        : claims.read(cookie.getValue()).filter(said -> state.equals(said.getSubject()));
  }

  private static Map<String, String> attributes(Jwt said) {
    Map<String, String> attributes = new HashMap<>();
    Objects.requireNonNullElse(said.getClaimAsMap(ATTRIBUTES), Map.<String, Object>of())
        .forEach((name, value) -> attributes.put(name, String.valueOf(value)));
    return attributes;
  }

  private @Nullable OAuth2AuthorizationRequest restore(Jwt said) {
    Map<String, String> attributes = attributes(said);
    ClientRegistration provider =
        providers.findByRegistrationId(
            attributes.getOrDefault(OAuth2ParameterNames.REGISTRATION_ID, ""));
    return provider == null
        ? null
        : OAuth2AuthorizationRequest.authorizationCode()
            .clientId(provider.getClientId())
            .authorizationUri(
                Objects.requireNonNull(provider.getProviderDetails().getAuthorizationUri()))
            .redirectUri(said.getClaimAsString(REDIRECT))
            .scopes(provider.getScopes())
            .state(said.getSubject())
            .attributes(all -> all.putAll(attributes))
            .build();
  }

  private void forget(HttpServletRequest call, HttpServletResponse answer) {
    set(call, answer, "", Duration.ZERO);
  }

  private void set(
      HttpServletRequest call, HttpServletResponse answer, String value, Duration age) {
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, value)
            .path("/")
            .httpOnly(true)
            .secure(secure || call.isSecure())
            .sameSite("Lax")
            .maxAge(age)
            .build();
    answer.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
