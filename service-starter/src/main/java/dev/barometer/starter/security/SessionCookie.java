package dev.barometer.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.barometer.starter.signature.Signatures;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.util.WebUtils;

/**
 * The sessions of people: a signed cookie that every service checks and none keeps, so that one
 * sign-in holds for all services and instances, and no restart ends it. Cookies know no ports, so
 * it holds for all services of one host. Who signed out is remembered here until the session would
 * have ended anyway.
 */
final class SessionCookie {
  static final String NAME = "BAROMETER_SESSION";

  /** To the millisecond: whoever signs in again at once is not signed out by what came before. */
  private static final String SINCE = "since";

  private static final int MOST_ENDED = 100_000;

  private final SignedClaims claims;
  private final Duration lasts;
  private final boolean secure;
  private final Clock clock;
  private final Cache<String, Boolean> ended;

  SessionCookie(Signatures signatures, SessionProperties settings, Clock clock) {
    this.claims = new SignedClaims(signatures, "sessions", clock);
    this.lasts = settings.lasts();
    this.secure = settings.secure();
    this.clock = clock;
    this.ended =
        Caffeine.newBuilder().maximumSize(MOST_ENDED).expireAfterWrite(settings.lasts()).build();
  }

  /** Begins a session. */
  void begin(Caller caller, HttpServletRequest call, HttpServletResponse answer) {
    long now = clock.millis();
    String value = claims.sign(lasts, said -> said.subject(caller.id()).claim(SINCE, now));
    set(answer, cookie(call, value, lasts));
  }

  /** Ends the session of a call, wherever else its cookie may be. */
  void end(HttpServletRequest call, HttpServletResponse answer) {
    session(call).ifPresent(session -> ended.put(session.id(), true));
    set(answer, cookie(call, "", Duration.ZERO));
  }

  /** The session that a call comes with; empty where it has none that is good now. */
  Optional<Session> session(HttpServletRequest call) {
    Cookie cookie = WebUtils.getCookie(call, NAME);
    return cookie == null || cookie.getValue().isEmpty()
        ? Optional.empty()
        : read(cookie.getValue());
  }

  private Optional<Session> read(String value) {
    return claims
        .read(value)
        .map(SessionCookie::session)
        .filter(session -> ended.getIfPresent(session.id()) == null);
  }

  private static @Nullable Session session(Jwt said) {
    String id = said.getId();
    String caller = said.getSubject();
    Object since = said.getClaim(SINCE);
    Instant until = said.getExpiresAt();
    return id != null && caller != null && since instanceof Number millis && until != null
        ? new Session(id, caller, Instant.ofEpochMilli(millis.longValue()), until)
        : null;
  }

  private ResponseCookie cookie(HttpServletRequest call, String value, Duration age) {
    return ResponseCookie.from(NAME, value)
        .path("/")
        .httpOnly(true)
        .secure(secure || call.isSecure())
        .sameSite("Lax")
        .maxAge(age)
        .build();
  }

  private static void set(HttpServletResponse answer, ResponseCookie cookie) {
    answer.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
