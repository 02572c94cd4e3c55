package dev.barometer.frame.page;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.web.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a page refuses is told on a page; the API tells it as a problem. What went wrong here is
 * left to whoever logs it.
 */
public final class PageErrors implements HandlerExceptionResolver {
  /** What was not known, by name and as it was asked for, for the page that tells it. */
  private static final String FIELDS = "fields";

  private static final int LONGEST_VALUE = 100;

  /**
   * What was not known.
   *
   * @param field its name, and as it was asked for
   * @param rule what it breaks, in English; empty where there is nothing to say
   */
  record Explained(String field, String rule) {
    static Explained of(Violation violation, HttpServletRequest request) {
      String value = request.getParameter(violation.field());
      String asked =
          value == null || value.isBlank()
              ? ""
              : ": " + value.substring(0, Math.min(value.length(), LONGEST_VALUE));
      return new Explained(violation.field() + asked, violation.rule());
    }
  }

  private final Map<Class<?>, ExceptionHandlerMethodResolver> own = new ConcurrentHashMap<>();

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception refusal) {
    if (!(handler instanceof HandlerMethod method)
        || answersPrograms(method)
        || tellsItself(method, refusal)) {
      return null;
    }
    if (refusal instanceof InvalidRequestException invalid) {
      return tell(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT.value(),
          invalid.violations().stream().map(one -> Explained.of(one, request)).toList());
    }
    if (refusal instanceof TypeMismatchException mismatch) {
      return tell(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT.value(),
          List.of(
              Explained.of(
                  new Violation(String.valueOf(mismatch.getPropertyName()), ""), request)));
    }
    return refusal instanceof ErrorResponse answer && answer.getStatusCode().is4xxClientError()
        ? tell(request, response, answer.getStatusCode().value(), List.of())
        : null;
  }

  private static boolean answersPrograms(HandlerMethod method) {
    return method.hasMethodAnnotation(ResponseBody.class)
        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class);
  }

  private boolean tellsItself(HandlerMethod method, Exception refusal) {
    return own.computeIfAbsent(method.getBeanType(), ExceptionHandlerMethodResolver::new)
            .resolveMethod(refusal)
        != null;
  }

  private static ModelAndView tell(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      List<Explained> fields) {
    try {
      request.setAttribute(FIELDS, fields);
      response.sendError(status);
    } catch (IOException callerGone) {
      throw new UncheckedIOException(callerGone);
    }
    return new ModelAndView();
  }
}
