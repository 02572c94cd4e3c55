package dev.barometer.starter.web;

import dev.barometer.contract.Violation;
import dev.barometer.starter.LoggedFailure;
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
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
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

  static ProblemDetail problem(RefusedBodyException refusal) {
    Violation violation = refusal.violation();
    String about = violation.field().isEmpty() ? "This call" : "The " + violation.field();
    return problem(refusal.reason().status(), about + " " + violation.rule(), List.of(violation));
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unknown(Exception failure, WebRequest request) throws Exception {
    if (failure instanceof AccessDeniedException) {
      throw failure; // Security answers it.
    }
    RefusedBodyException refusal = RefusedBodyException.in(failure);
    if (refusal != null) {
      return refused(refusal, request);
    }
    Exception e =
        failure instanceof CompletionException && failure.getCause() instanceof Exception cause
            ? cause
            : failure;
    if (Outages.isOutage(e)) {
      log.warn("Answered 503 to {}: {}", pathOf(request), e.toString());
      return comeBack(e, request);
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      log.debug("The caller of {} has gone", pathOf(request));
      return null;
    }
    log.error("Answered 500 to {}", pathOf(request), LoggedFailure.of(e));
    return handleExceptionInternal(
        e,
        ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR),
        new HttpHeaders(),
        HttpStatus.INTERNAL_SERVER_ERROR,
        request);
  }

  /** As it was declared: what stands for its variables may name a person. */
  private static @Nullable Object pathOf(WebRequest request) {
    return request.getAttribute(
        HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
  }

  private @Nullable ResponseEntity<Object> comeBack(Exception e, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    ProblemDetail problem =
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The store or the broker is away; send it again: what did arrive is not taken twice",
            List.of());
    return handleExceptionInternal(e, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
  }

  private @Nullable ResponseEntity<Object> refused(
      RefusedBodyException refusal, WebRequest request) {
    return handleExceptionInternal(
        refusal,
        problem(refusal),
        IntakeFilter.headers(refusal),
        refusal.reason().status(),
        request);
  }

  /** The broker has not said yes in time; it may still. */
  @Override
  protected @Nullable ResponseEntity<Object> handleAsyncRequestTimeoutException(
      AsyncRequestTimeoutException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return comeBack(e, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unreadableForm(MultipartException e, WebRequest request) {
    Violation violation =
        new Violation(
            "body", "must be a form (multipart/form-data) of a few small fields and one file");
    return handleExceptionInternal(
        e,
        problem(HttpStatus.BAD_REQUEST, "The body " + violation.rule(), List.of(violation)),
        new HttpHeaders(),
        HttpStatus.BAD_REQUEST,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Violation violation = new Violation("file", "must not be larger than imports may be");
    return handleExceptionInternal(
        e,
        problem(HttpStatus.CONTENT_TOO_LARGE, "The file " + violation.rule(), List.of(violation)),
        headers,
        HttpStatus.CONTENT_TOO_LARGE,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<String> accepted =
        e.getSupportedMediaTypes().stream().map(MediaType::toString).sorted().toList();
    Violation violation =
        new Violation(HttpHeaders.CONTENT_TYPE, "must be one of " + String.join(", ", accepted));
    return handleExceptionInternal(
        e,
        problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, violation.toString(), List.of(violation)),
        headers,
        status,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    RefusedBodyException refusal = RefusedBodyException.in(e);
    if (refusal != null) {
      return refused(refusal, request);
    }
    ProblemDetail problem;
    if (e.getCause() instanceof JacksonException json) {
      Violation violation = JsonViolations.of(json);
      problem = problem(HttpStatus.BAD_REQUEST, violation.toString().strip(), List.of(violation));
    } else {
      problem =
          problem(
              HttpStatus.BAD_REQUEST,
              "The body is missing",
              List.of(new Violation("body", "is required")));
    }
    return handleExceptionInternal(e, problem, headers, status, request);
  }
}
