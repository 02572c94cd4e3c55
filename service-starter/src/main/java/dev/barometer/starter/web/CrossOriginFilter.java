package dev.barometer.starter.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets pages of the origins that the settings name call the API from a browser, with a token:
 * cookies are not allowed for. It answers what a browser asks beforehand, which carries no
 * credential, and refuses all other origins.
 */
final class CrossOriginFilter extends CorsFilter {
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");

  /** What a page may read of an answer beside its body. */
  private static final List<String> TOLD =
      List.of(
          HttpHeaders.ALLOW,
          HttpHeaders.CONTENT_DISPOSITION,
          HttpHeaders.ETAG,
          HttpHeaders.LOCATION,
          HttpHeaders.RETRY_AFTER,
          EntityTags.AS_OF);

  private static final Duration REMEMBERED = Duration.ofHours(1);

  CrossOriginFilter(List<String> origins, JsonMapper json) {
    super(only(origins));
    setCorsProcessor(new Refusing(json));
  }

  private static CorsConfigurationSource only(List<String> origins) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(origins);
    allowed.setAllowedMethods(METHODS);
    // Attributes of events are headers, and whoever sends them may have some of his own.
    allowed.addAllowedHeader(CorsConfiguration.ALL);
    allowed.setExposedHeaders(TOLD);
    allowed.setAllowCredentials(false);
    allowed.setMaxAge(REMEMBERED);
    return call -> allowed;
  }

  /** Says no as all of the API does. */
  private static final class Refusing extends DefaultCorsProcessor {
    private final byte[] problem;

    Refusing(JsonMapper json) {
      problem =
          json.writeValueAsBytes(
              Problems.problem(
                  HttpStatus.FORBIDDEN,
                  "The origin, or what it asks to send, is not allowed here",
                  List.of()));
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
      response.getHeaders().setContentLength(problem.length);
      response.getBody().write(problem);
      response.flush();
    }
  }
}
