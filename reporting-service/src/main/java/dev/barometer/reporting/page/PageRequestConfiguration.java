package dev.barometer.reporting.page;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.tally.StoredTallies;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every page the same way to be asked. */
@Configuration(proxyBeanMethods = false)
class PageRequestConfiguration {

  @Bean
  PageRequests pageRequests(OrganisationCalendar calendar, StoredTallies tallies, Clock clock) {
    return new PageRequests(calendar, tallies::scopesOf, clock);
  }
}
