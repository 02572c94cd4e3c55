package dev.barometer.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.barometer.starter.signature.Signatures;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.util.WebUtils;

/**
 * The sessions of people: a signed cookie that every service checks and none keeps, so that one
 * sign-in holds for all services and instances, and no restart ends it. Cookies know no ports, so
 * it holds for all services of one host. Who signed out is remembered here until the session would
 * have ended anyway.
 */
final class SessionCookie {
  static final String NAME = "BAROMETER_SESSION";
  private static final Logger log = LoggerFactory.getLogger(SessionCookie.class);
  private static final String ISSUER = "barometer";

  /** To the millisecond: whoever signs in again at once is not signed out by what came before. */
  private static final String SINCE = "since";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MOST_ENDED = 100_000;

  private final JwtEncoder encoder;
  private final List<NimbusJwtDecoder> decoders;
  private final Duration lasts;
  private final boolean secure;
  private final Clock clock;
  private final Cache<String, Boolean> ended;

  SessionCookie(Signatures signatures, SessionProperties settings, Clock clock) {
    List<SecretKeySpec> keys =
        signatures.keysFor("sessions").stream()
            .map(key -> new SecretKeySpec(key, ALGORITHM))
            .toList();
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(keys.get(0)));
    this.decoders = keys.stream().map(key -> decoder(key, clock)).toList();
    this.lasts = settings.lasts();
    this.secure = settings.secure();
    this.clock = clock;
    this.ended =
        Caffeine.newBuilder().maximumSize(MOST_ENDED).expireAfterWrite(settings.lasts()).build();
  }

  private static NimbusJwtDecoder decoder(SecretKeySpec key, Clock clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
    return decoder;
  }

  /** Begins a session. */
  void begin(Caller caller, HttpServletRequest call, HttpServletResponse answer) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .id(UUID.randomUUID().toString())
            .issuer(ISSUER)
            .subject(caller.id())
            .issuedAt(now)
            .expiresAt(now.plus(lasts))
            .claim(SINCE, now.toEpochMilli())
            .build();
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
    String value = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
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
    for (NimbusJwtDecoder decoder : decoders) {
      try {
        return Optional.ofNullable(session(decoder.decode(value)))
            .filter(session -> ended.getIfPresent(session.id()) == null);
      } catch (JwtException e) {
        // Expired, of an earlier key, or anybody's: whoever sends it is a stranger.
        log.debug("A session cookie does not hold: {}", e.getMessage());
      }
    }
    return Optional.empty();
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
