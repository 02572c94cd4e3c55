package dev.barometer.complaint.clock;

import dev.barometer.starter.calendar.Calendars;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clocks as the settings have them, by the calendar of each team. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockProperties.class)
class ClockConfiguration {

  @Bean
  ClockBook clockBook(ClockProperties settings, Calendars calendars) {
    settings.requireSpans(calendars.ofOrganisation());
    ClockTargets targets =
        (name, kind, severity, calendar) -> {
          Duration span = calendar.span(settings.of(name, kind, severity));
          return new ClockTarget(
              span, Duration.ofMillis(Math.round(span.toMillis() * settings.warnAt())));
        };
    return team -> new ClockRules(calendars.of(team), targets);
  }
}
