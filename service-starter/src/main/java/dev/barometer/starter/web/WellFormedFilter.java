package dev.barometer.starter.web;

import dev.barometer.contract.rule.Violation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses calls whose address or form cannot be read, before anybody reads a parameter: whoever
 * does would fail in a way of his own. Files are taken by the API and by pages that say so, from
 * those they know.
 */
final class WellFormedFilter extends OncePerRequestFilter {
  /** Mail programs may post so (RFC 8058); what they say is of no account. */
  private static final Pattern ONE_CLICK = Pattern.compile("/s/[^/]+/stop");

  private static final String RULE = "must be percent-encoded UTF-8, without a zero";

  private final StreamedPaths streamed;
  private final JsonMapper json;

  WellFormedFilter(StreamedPaths streamed, JsonMapper json) {
    this.streamed = streamed;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    ProblemDetail problem = null;
    if (PercentEncoding.decode(request.getRequestURI()).isEmpty()) {
      problem = refusal(HttpStatus.BAD_REQUEST, new Violation("path", RULE));
    } else if (PercentEncoding.decode(query).isEmpty()) {
      problem = refusal(HttpStatus.BAD_REQUEST, new Violation("query", RULE));
    } else if (hasParts(request) && !takesFiles(request.getRequestURI())) {
      problem =
          refusal(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              new Violation(
                  HttpHeaders.CONTENT_TYPE,
                  "must be " + MediaType.APPLICATION_FORM_URLENCODED_VALUE));
    }
    if (problem != null) {
      Problems.write(response, json, problem);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (IllegalStateException | ServletException e) {
      InvalidParameterException unreadable = unreadableForm(e);
      if (unreadable == null || response.isCommitted()) {
        throw e;
      }
      response.resetBuffer();
      Problems.write(response, json, Problems.problem(unreadable));
    }
  }

  private boolean takesFiles(String path) {
    return path.startsWith("/api/") || streamed.hold(path) || ONE_CLICK.matcher(path).matches();
  }

  private static boolean hasParts(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private static ProblemDetail refusal(HttpStatus status, Violation violation) {
    return Problems.problem(
        status, "The " + violation.field() + " " + violation.rule(), List.of(violation));
  }

  /** The container takes a form apart when somebody asks for a parameter, and says so then. */
  private static @Nullable InvalidParameterException unreadableForm(Exception failure) {
    if (failure instanceof InvalidParameterException form) {
      return form;
    }
    return failure.getCause() instanceof InvalidParameterException form ? form : null;
  }
}
