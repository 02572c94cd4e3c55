package dev.barometer.survey.quiet;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.StartRefusedException;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Quiet hours as the settings have them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class QuietConfiguration {

  @Bean
  QuietHours quietHours(DeliveryProperties settings, BarometerProperties barometer, Clock clock) {
    try {
      return QuietHours.of(
          settings.quietHours(),
          settings.weekends(),
          barometer.organisation().zone(),
          clock.instant());
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          e.getMessage() + ".", "Leave some time of each day in which people are written to.");
    }
  }
}
