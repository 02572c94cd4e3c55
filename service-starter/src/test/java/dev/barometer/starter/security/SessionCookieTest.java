package dev.barometer.starter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.Role;
import dev.barometer.starter.signature.Signatures;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookieTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0f";
  private static final Caller CALLER = new Caller("t-17", "desk", Role.AGENT);

  private static SessionCookie sessions(Signatures signatures, Instant now) {
    SessionProperties settings = new SessionProperties(Duration.ofHours(12), false);
    return new SessionCookie(signatures, settings, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static SessionCookie sessions(Instant now) {
    return sessions(Signatures.of(KEY, List.of()), now);
  }

  private static String begun(SessionCookie sessions, MockHttpServletRequest call) {
    var answer = new MockHttpServletResponse();
    sessions.begin(CALLER, call, answer);
    return answer.getHeader("Set-Cookie");
  }

  private static MockHttpServletRequest callWith(String setCookie) {
    var call = new MockHttpServletRequest();
    String value = setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
    call.setCookies(new Cookie(SessionCookie.NAME, value));
    return call;
  }

  @Test
  void isKnownToEveryInstance_untilItsEnd() {
    String cookie = begun(sessions(NOW), new MockHttpServletRequest());

    assertThat(sessions(NOW.plusSeconds(12 * 3600 - 1)).session(callWith(cookie)))
        .hasValueSatisfying(
            session -> {
              assertThat(session.callerId()).isEqualTo("t-17");
              assertThat(session.since()).isEqualTo(NOW);
              assertThat(session.until()).isEqualTo(NOW.plus(Duration.ofHours(12)));
            });
    assertThat(sessions(NOW.plusSeconds(12 * 3600 + 1)).session(callWith(cookie))).isEmpty();
  }

  @Test
  void outlivesItsKey_whileThatIsStillGood() {
    String cookie = begun(sessions(NOW), new MockHttpServletRequest());

    assertThat(sessions(Signatures.of(OTHER_KEY, List.of(KEY)), NOW).session(callWith(cookie)))
        .isPresent();
    assertThat(sessions(Signatures.of(OTHER_KEY, List.of()), NOW).session(callWith(cookie)))
        .isEmpty();
  }

  @Test
  void endsForAllCopiesOfIt_whenItsOwnerSignsOut() {
    SessionCookie sessions = sessions(NOW);
    String cookie = begun(sessions, new MockHttpServletRequest());
    String another = begun(sessions, new MockHttpServletRequest());
    var answer = new MockHttpServletResponse();

    sessions.end(callWith(cookie), answer);

    assertThat(answer.getHeader("Set-Cookie"))
        .startsWith("BAROMETER_SESSION=;")
        .contains("Max-Age=0");
    assertThat(sessions.session(callWith(cookie))).isEmpty();
    assertThat(sessions.session(callWith(another))).isPresent();
  }

  @Test
  void isKeptFromScriptsAndOtherSites_andForTlsAloneWhereThereIsTls() {
    var overTls = new MockHttpServletRequest();
    overTls.setSecure(true);

    assertThat(begun(sessions(NOW), new MockHttpServletRequest()))
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Secure", "Domain");
    assertThat(begun(sessions(NOW), overTls)).contains("Secure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "a.b.c",
        "{\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"RS256\"}"
      })
  void isNobodys_whereNoServiceSignedIt(String header) {
    String claims =
        "{\"iss\":\"barometer\",\"sub\":\"t-17\",\"jti\":\"1\",\"iat\":%d,\"exp\":%d}"
            .formatted(NOW.getEpochSecond(), NOW.getEpochSecond() + 100);
    String forged = header.startsWith("{") ? base64(header) + "." + base64(claims) + "." : header;

    assertThat(sessions(NOW).session(callWith("x=" + forged + ";"))).isEmpty();
    assertThat(sessions(NOW).session(callWith("x=" + forged + "c2lnbmVk;"))).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
