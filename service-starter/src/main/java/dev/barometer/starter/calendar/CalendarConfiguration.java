package dev.barometer.starter.calendar;

import dev.barometer.starter.BarometerProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The calendars, for services that go by business time: those bring along the libraries that know
 * countries and read files.
 */
@AutoConfiguration
@ConditionalOnClass(name = {"de.focus_shift.jollyday.core.HolidayManager", "biweekly.Biweekly"})
@EnableConfigurationProperties(CalendarProperties.class)
class CalendarConfiguration {
  private static final Logger log = LoggerFactory.getLogger(CalendarConfiguration.class);

  /** As long before a year begins its holidays should be known: clocks reach into it. */
  private static final Duration AHEAD = Duration.ofDays(60);

  @Bean
  Calendars calendars(
      CalendarProperties settings,
      BarometerProperties barometer,
      ObjectProvider<Clock> clocks,
      MeterRegistry meters) {
    Clock clock = clocks.getIfAvailable(Clock::systemUTC);
    CalendarPlan.Made made =
        CalendarPlan.make(settings, barometer.organisation().zone(), clock.instant());
    made.remarks().forEach(log::warn);
    Gauge.builder("barometer.calendars.unaware", () -> unaware(made.calendars(), clock))
        .description(
            "Calendars that know no holidays of this year, or of the one it is in 60 days, though"
                + " they know some of others")
        .register(meters);
    return made.calendars();
  }

  private static long unaware(Calendars calendars, Clock clock) {
    int now = clock.instant().atOffset(ZoneOffset.UTC).getYear();
    int soon = clock.instant().plus(AHEAD).atOffset(ZoneOffset.UTC).getYear();
    return calendars.all().stream()
        .map(Calendars.Named::calendar)
        .filter(calendar -> !calendar.knows(now) || !calendar.knows(soon))
        .count();
  }
}
