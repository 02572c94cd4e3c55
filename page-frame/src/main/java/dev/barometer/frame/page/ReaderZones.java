package dev.barometer.frame.page;

import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Which zone a person reads times in: as chosen before, else the organisation's. {@code
 * ?zone=Asia/Seoul} on any page chooses, {@code ?zone=} goes back.
 */
final class ReaderZones {
  private static final String COOKIE = "BAROMETER_ZONE";

  /** Of whoever answers a survey nothing is kept in the browser. */
  private static final String SURVEYS = "/s/";

  private static final Duration KEPT = Duration.ofDays(365);

  private final ZoneId organisation;

  ReaderZones(ZoneId organisation) {
    this.organisation = organisation;
  }

  ZoneId organisation() {
    return organisation;
  }

  ZoneId of(HttpServletRequest request, HttpServletResponse response) {
    if (request.getRequestURI().startsWith(SURVEYS)) {
      return organisation;
    }
    String asked = asked(request);
    if (asked == null) {
      return kept(request);
    }
    if (asked.isBlank()) {
      keep("", Duration.ZERO, response);
      return organisation;
    }
    Optional<ZoneId> zone = Zones.of(asked);
    if (zone.isEmpty() && request.getDispatcherType() == DispatcherType.ERROR) {
      return kept(request);
    }
    ZoneId chosen =
        zone.orElseThrow(
            () -> new InvalidRequestException("zone", "must be a time zone (Asia/Seoul)"));
    keep(chosen.getId(), KEPT, response);
    return chosen;
  }

  /** What a form sends may have a zone of its own. */
  private static @Nullable String asked(HttpServletRequest request) {
    return request.getMethod().equals("POST") ? null : request.getParameter("zone");
  }

  /** A cookie that was not written here is as none. */
  private ZoneId kept(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .flatMap(cookie -> Zones.of(cookie.getValue()))
        .orElse(organisation);
  }

  private static void keep(String zone, Duration time, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, zone)
            .path("/")
            .sameSite("Lax")
            .httpOnly(true)
            .maxAge(time)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
