package dev.barometer.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what the container itself refuses (a request it cannot read, too many or too long
 * headers) with problem details rather than with a page.
 */
final class ProblemValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Refused" : known.getReasonPhrase();
    String detail =
        status == HttpStatus.BAD_REQUEST.value()
            ? "The request line or a header is malformed, or there are too many or too long headers"
            : "The call was refused";
    String problem =
        "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(title, status, detail);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    try {
      response.getOutputStream().write(problem.getBytes(UTF_8));
    } catch (IOException | IllegalStateException e) {
      log.debug("Nobody reads the refusal any more", e);
    }
  }
}
