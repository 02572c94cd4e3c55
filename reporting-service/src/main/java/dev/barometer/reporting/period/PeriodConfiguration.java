package dev.barometer.reporting.period;

import dev.barometer.reporting.ReportingProperties;
import dev.barometer.starter.BarometerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The organisation's calendar. */
@Configuration(proxyBeanMethods = false)
class PeriodConfiguration {

  @Bean
  OrganisationCalendar organisationCalendar(
      BarometerProperties barometer, ReportingProperties reporting) {
    return new OrganisationCalendar(barometer.organisation().zone(), reporting.hoursKept());
  }

  @Bean
  PeriodParser periodParser(OrganisationCalendar calendar) {
    return new PeriodParser(calendar);
  }
}
