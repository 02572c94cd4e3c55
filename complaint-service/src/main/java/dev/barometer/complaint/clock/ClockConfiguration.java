package dev.barometer.complaint.clock;

import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.calendar.BusinessCalendar;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clocks as the settings have them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockProperties.class)
class ClockConfiguration {
  private static final Duration BUSINESS_DAY = Duration.ofHours(8);

  @Bean
  ClockBook clockBook(ClockProperties settings, BarometerProperties barometer) {
    BusinessCalendar calendar = barometer.organisation().calendar();
    ClockRules rules =
        new ClockRules(
            calendar,
            (name, kind, severity, days) -> {
              java.time.Period period = java.time.Period.parse(settings.of(name, kind, severity));
              Duration span = BUSINESS_DAY.multipliedBy(period.getDays());
              return new ClockTarget(
                  span, Duration.ofMillis(Math.round(span.toMillis() * settings.warnAt())));
            });
    return team -> rules;
  }
}
