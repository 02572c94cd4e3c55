package dev.barometer.starter.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/**
 * By what a call's caller is known, as a header: with it another instance knows the same caller.
 *
 * @param header its name
 */
public record Credential(String header, String value) {

  /** The token of a call, else its session; empty where it has neither. */
  public static Optional<Credential> of(HttpServletRequest call) {
    String token = call.getHeader(HttpHeaders.AUTHORIZATION);
    if (token != null) {
      return Optional.of(new Credential(HttpHeaders.AUTHORIZATION, token));
    }
    Cookie session = WebUtils.getCookie(call, SessionCookie.NAME);
    return session == null
        ? Optional.empty()
        : Optional.of(
            new Credential(HttpHeaders.COOKIE, SessionCookie.NAME + "=" + session.getValue()));
  }
}
