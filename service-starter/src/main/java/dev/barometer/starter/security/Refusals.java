package dev.barometer.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refuses API calls with problem details rather than with a page. */
final class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
  private static final String RETRY_WHEN_NOT_READY = "5";

  private final JsonMapper json;

  Refusals(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    write(response, HttpStatus.UNAUTHORIZED, "Send a known token: Authorization: Bearer <token>");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    write(response, HttpStatus.FORBIDDEN, "Your role does not allow this");
  }

  /** What an address, a header or the name of a parameter may not hold, whoever calls. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason)
      throws IOException {
    write(
        response,
        HttpStatus.BAD_REQUEST,
        "The method is not known, or the path, a header or a parameter's name holds characters"
            + " that are not taken there");
  }

  /** Too many wrong tokens came from there. */
  void tooManyFailures(HttpServletResponse response, Duration pause) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, inWholeSeconds(pause));
    write(response, HttpStatus.TOO_MANY_REQUESTS, "Too many unknown tokens came from your address");
  }

  void notReady(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_WHEN_NOT_READY);
    write(response, HttpStatus.SERVICE_UNAVAILABLE, "Not all tokens are known yet, send it again");
  }

  static String inWholeSeconds(Duration pause) {
    return Long.toString(pause.plusMillis(999).toSeconds());
  }

  private void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
  }
}
