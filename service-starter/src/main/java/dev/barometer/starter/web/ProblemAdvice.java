package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.json.JsonViolations;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.patience.Outages;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/**
 * Answers every failure of an HTTP call as problem details (RFC 9457). What the caller did wrong is
 * named by field in {@code errors}; what went wrong here is logged and not told.
 */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @ExceptionHandler
  ProblemDetail unreadableForm(InvalidParameterException e) {
    return Problems.problem(e);
  }

  @ExceptionHandler
  ProblemDetail invalid(InvalidRequestException e) {
    return Problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, e.detail(), e.violations());
  }

  @ExceptionHandler
  ProblemDetail unreadable(UnreadableFactException e) {
    return Problems.problem(HttpStatus.BAD_REQUEST, e.reason(), List.of(e.violation()));
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unknown(Exception failure, WebRequest request) throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof RequestRejectedException) {
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
    ErrorResponseException answer =
        Problems.retryLater(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The store or the broker is away; send it again: what did arrive is not taken twice",
            RETRY_AFTER);
    return handleExceptionInternal(
        e, answer.getBody(), answer.getHeaders(), answer.getStatusCode(), request);
  }

  private @Nullable ResponseEntity<Object> refused(
      RefusedBodyException refusal, WebRequest request) {
    return handleExceptionInternal(
        refusal,
        Problems.problem(refusal),
        AdmissionFilter.headers(refusal),
        refusal.reason().status(),
        request);
  }

  private @Nullable ResponseEntity<Object> refused(
      Exception e,
      HttpStatus status,
      String about,
      Violation violation,
      HttpHeaders headers,
      WebRequest request) {
    ProblemDetail problem = Problems.problem(status, about + violation, List.of(violation));
    return handleExceptionInternal(e, problem, headers, status, request);
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
    return refused(e, HttpStatus.BAD_REQUEST, "The ", violation, new HttpHeaders(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Violation violation = new Violation("file", "must not be larger than imports may be");
    return refused(e, HttpStatus.CONTENT_TOO_LARGE, "The ", violation, headers, request);
  }

  /** Whoever may GET may HEAD. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Set<HttpMethod> allowed = new LinkedHashSet<>(headers.getAllow());
    if (allowed.contains(HttpMethod.GET)) {
      allowed.add(HttpMethod.HEAD);
    }
    HttpHeaders told = new HttpHeaders();
    told.setAllow(allowed);
    return super.handleHttpRequestMethodNotSupported(e, told, status, request);
  }

  /** A parameter that is no number is refused like one that is too high. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name = e instanceof MethodArgumentTypeMismatchException named ? named.getName() : "";
    Violation violation = new Violation(name, "must be " + ParameterKinds.of(e.getRequiredType()));
    return refused(
        e, HttpStatus.UNPROCESSABLE_CONTENT, "The parameter ", violation, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Violation violation = new Violation(e.getParameterName(), "is required");
    return refused(e, HttpStatus.BAD_REQUEST, "The parameter ", violation, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(
        e, Problems.notOneOf(e.getSupportedMediaTypes()), headers, status, request);
  }

  @ExceptionHandler
  ProblemDetail otherMediaType(UnsupportedMediaTypeStatusException e) {
    return Problems.notOneOf(e.getSupportedMediaTypes());
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
      problem =
          Problems.problem(
              HttpStatus.BAD_REQUEST, violation.toString().strip(), List.of(violation));
    } else {
      problem =
          Problems.problem(
              HttpStatus.BAD_REQUEST,
              "The body is missing",
              List.of(new Violation("body", "is required")));
    }
    return handleExceptionInternal(e, problem, headers, status, request);
  }
}
