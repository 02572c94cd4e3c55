package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Problem details (RFC 9457) as all services say them: {@code errors} names field and rule. */
public final class Problems {
  private Problems() {}

  /** A problem that names fields; {@code errors} is left out where there are none. */
  public static ProblemDetail problem(
      HttpStatus status, String detail, List<Violation> violations) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    if (!violations.isEmpty()) {
      problem.setProperty("errors", violations);
    }
    return problem;
  }

  /** A refusal of what may be sent again, and when. */
  public static ErrorResponseException retryLater(
      HttpStatus status, String detail, Duration after) {
    ErrorResponseException refusal =
        new ErrorResponseException(status, problem(status, detail, List.of()), null);
    refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds()));
    return refusal;
  }

  /** Where no handler is reached that would answer. */
  static void write(HttpServletResponse response, JsonMapper json, ProblemDetail problem)
      throws IOException {
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Of parameters that cannot be read at all. */
  static ProblemDetail problem(InvalidParameterException unreadable) {
    Violation violation =
        new Violation(
            "parameters", "must be few, named and percent-encoded in UTF-8, in a form too");
    HttpStatus said = HttpStatus.resolve(unreadable.getErrorCode());
    return problem(
        said != null && said.is4xxClientError() ? said : HttpStatus.BAD_REQUEST,
        "The " + violation,
        List.of(violation));
  }

  static ProblemDetail problem(RefusedBodyException refusal) {
    Violation violation = refusal.violation();
    String about = violation.field().isEmpty() ? "This call" : "The " + violation.field();
    return problem(refusal.reason().status(), about + " " + violation.rule(), List.of(violation));
  }

  static ProblemDetail notOneOf(List<MediaType> supported) {
    List<String> names = supported.stream().map(MediaType::toString).sorted().toList();
    Violation violation =
        new Violation(HttpHeaders.CONTENT_TYPE, "must be one of " + String.join(", ", names));
    return problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, violation.toString(), List.of(violation));
  }
}
