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

/** Lets answers be taken back whose ids no path carries. */
@Configuration(proxyBeanMethods = false)
class PathIdConfiguration {
  /** An id may hold what a path cannot: then it becomes a parameter before anything reads it. */
  @Bean
  FilterRegistrationBean<PathIdFilter> idsInPaths() {
    var registration =
        new FilterRegistrationBean<>(
            new PathIdFilter(HttpMethod.DELETE.name(), "/api/responses", "id"));
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
