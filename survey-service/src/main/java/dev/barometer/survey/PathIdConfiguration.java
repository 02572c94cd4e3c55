package dev.barometer.survey;

import dev.barometer.starter.web.PathIdFilter;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/** Lets answers be taken back, and people be named, whose ids no path carries. */
@Configuration(proxyBeanMethods = false)
class PathIdConfiguration {
  private static final String OPT_OUT = "/opt-out";

  /** An id may hold what a path cannot: then it becomes a parameter before anything reads it. */
  @Bean
  FilterRegistrationBean<PathIdFilter> idsInPaths() {
    var registration =
        new FilterRegistrationBean<>(
            new PathIdFilter(HttpMethod.DELETE.name(), "/api/responses", "id"));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  FilterRegistrationBean<PathIdFilter> peopleShown() {
    return people(HttpMethod.GET, "");
  }

  @Bean
  FilterRegistrationBean<PathIdFilter> peopleErased() {
    return people(HttpMethod.DELETE, "");
  }

  @Bean
  FilterRegistrationBean<PathIdFilter> peopleOptedOut() {
    return people(HttpMethod.POST, OPT_OUT);
  }

  @Bean
  FilterRegistrationBean<PathIdFilter> peopleOptedIn() {
    return people(HttpMethod.DELETE, OPT_OUT);
  }

  private static FilterRegistrationBean<PathIdFilter> people(HttpMethod method, String after) {
    var registration =
        new FilterRegistrationBean<>(new PathIdFilter(method.name(), "/api/people", "id", after));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /** Lets escaped slashes come as far as that filter; on all other paths they are refused there. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> escapedSlashes() {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
              connector.setEncodedReverseSolidusHandling(
                  EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
  }
}
