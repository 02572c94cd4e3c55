package dev.barometer.starter.security;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** A service's own rules, in order; what no rule names is denied. One bean per service. */
@FunctionalInterface
public interface AccessRules {
  void apply(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests);

  /** Reading, with GET or, for the headers alone, with HEAD. */
  static RequestMatcher[] reading(String... patterns) {
    return Arrays.stream(patterns)
        .flatMap(
            pattern ->
                Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                    .map(method -> PathPatternRequestMatcher.pathPattern(method, pattern)))
        .toArray(RequestMatcher[]::new);
  }
}
