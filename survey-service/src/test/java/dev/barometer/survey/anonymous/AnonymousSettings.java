package dev.barometer.survey.anonymous;

import dev.barometer.starter.BarometerProperties;
import java.time.LocalTime;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The room of anonymous answers, to be put into an instance; five leave together, at three. */
@Configuration
@ComponentScan(
    basePackageClasses = AnonymousSettings.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = AnonymousConfiguration.class))
public class AnonymousSettings {

  @Bean
  AnonymousProperties anonymousProperties() {
    return new AnonymousProperties(5, LocalTime.of(3, 0));
  }

  @Bean
  BarometerProperties barometerProperties() {
    return new Binder(
            new MapConfigurationPropertySource(Map.of("barometer.service", "survey-service")))
        .bindOrCreate("barometer", BarometerProperties.class);
  }
}
