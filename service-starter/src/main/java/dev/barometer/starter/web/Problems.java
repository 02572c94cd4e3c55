package dev.barometer.starter.web;

import dev.barometer.contract.Violation;
import dev.barometer.starter.fact.JsonViolations;
import dev.barometer.starter.fact.Outages;
import dev.barometer.starter.fact.UnreadableFactException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Answers every failure of an HTTP call as problem details (RFC 9457). What the caller did wrong is
 * named by field in {@code errors}; what went wrong here is logged and not told.
 */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  /** A problem that names fields; {@code errors} is left out where there are none. */
  public static ProblemDetail problem(
      HttpStatus status, String detail, List<Violation> violations) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    if (!violations.isEmpty()) {
      problem.setProperty("errors", violations);
    }
    return problem;
  }

  @ExceptionHandler
  ProblemDetail invalid(InvalidRequestException e) {
    return problem(HttpStatus.UNPROCESSABLE_CONTENT, "What was sent breaks rules", e.violations());
  }

  @ExceptionHandler
  ProblemDetail unreadable(UnreadableFactException e) {
    return problem(HttpStatus.BAD_REQUEST, e.reason(), List.of(e.violation()));
  }

  @ExceptionHandler
  ProblemDetail tooLarge(BodyTooLargeException e) {
    return problem(HttpStatus.CONTENT_TOO_LARGE, e.reason(), List.of());
  }

  /** Security answers these itself. */
  @ExceptionHandler
  void denied(AccessDeniedException e) {
    throw e;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unknown(Exception failure, WebRequest request) {
    Exception e =
        failure instanceof CompletionException && failure.getCause() instanceof Exception cause
            ? cause
            : failure;
    if (Outages.isOutage(e)) {
      log.warn("Answered 503 to {}: {}", request.getDescription(false), e.toString());
      HttpHeaders headers = new HttpHeaders();
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      ProblemDetail problem =
          problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "The store or the broker is away; nothing was accepted, send it again",
              List.of());
      return handleExceptionInternal(e, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
    }
    log.error("Answered 500 to {}", request.getDescription(false), e);
    return handleExceptionInternal(
        e,
        ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR),
        new HttpHeaders(),
        HttpStatus.INTERNAL_SERVER_ERROR,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getMostSpecificCause() instanceof BodyTooLargeException tooLarge) {
      return handleExceptionInternal(
          e, tooLarge(tooLarge), headers, HttpStatus.CONTENT_TOO_LARGE, request);
    }
    ProblemDetail problem;
    if (e.getCause() instanceof JacksonException json) {
      Violation violation = JsonViolations.of(json);
      problem = problem(HttpStatus.BAD_REQUEST, violation.toString().strip(), List.of(violation));
    } else {
      problem = problem(HttpStatus.BAD_REQUEST, "The body is missing or cannot be read", List.of());
    }
    return handleExceptionInternal(e, problem, headers, status, request);
  }
}
