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
              Duration span = span(settings.of(name, kind, severity));
              return new ClockTarget(
                  span, Duration.ofMillis(Math.round(span.toMillis() * settings.warnAt())));
            });
    return team -> rules;
  }

  /** Business days, or business time below a day. */
  private static Duration span(String text) {
    return text.startsWith("PT")
        ? Duration.parse(text)
        : BUSINESS_DAY.multipliedBy(java.time.Period.parse(text).getDays());
  }
}
