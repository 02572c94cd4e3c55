package dev.barometer.starter.web;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.disk.DiskRoom;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Problem details and limits of every service. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@EnableConfigurationProperties({
  BarometerProperties.class,
  DoorProperties.class,
  LinkProperties.class
})
@Import(ProblemAdvice.class)
class WebConfiguration implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new DeclaredParameters()).addPathPatterns("/api/**");
  }

  /** The very first: what cannot be read concerns nobody behind it. */
  @Bean
  FilterRegistrationBean<WellFormedFilter> wellFormed(
      BarometerProperties barometer, JsonMapper json) {
    var registration =
        new FilterRegistrationBean<>(
            new WellFormedFilter(new StreamedPaths(barometer.http().streamedPaths()), json));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  /** Before all that refuses: pages of the origins that are let in must be able to read why. */
  @Bean
  FilterRegistrationBean<CrossOriginFilter> crossOrigin(
      BarometerProperties barometer, JsonMapper json) {
    List<String> origins = barometer.http().allowedOrigins();
    var registration = new FilterRegistrationBean<>(new CrossOriginFilter(origins, json));
    registration.addUrlPatterns("/api/*", "/v3/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    registration.setEnabled(!origins.isEmpty());
    return registration;
  }

  /** Before all that costs something, authentication too: a refusal must cost next to nothing. */
  @Bean
  FilterRegistrationBean<AdmissionFilter> admission(
      BarometerProperties barometer, DiskRoom room, JsonMapper json, MeterRegistry meters) {
    var registration =
        new FilterRegistrationBean<>(new AdmissionFilter(barometer.http(), room, json, meters));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return registration;
  }

  /** Before Security, which sends people to the login. */
  @Bean
  FilterRegistrationBean<RelativeRedirectsFilter> relativeRedirects() {
    var registration = new FilterRegistrationBean<>(new RelativeRedirectsFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
    return registration;
  }

  /** What the container refuses before any filter sees it is told the same way. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTheContainer() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }

  /** Before all else that asks who calls. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> wordOfTheDoor(DoorProperties settings) {
    Door door = new Door(settings.door());
    return tomcat -> tomcat.addEngineValves(new DoorValve(door));
  }
}
