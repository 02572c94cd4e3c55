package dev.barometer.reporting.page;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.tally.StoredScopes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every page the same way to be asked. */
@Configuration(proxyBeanMethods = false)
class PageRequestConfiguration {

  @Bean
  ScopeNames scopeNames(StoredScopes scopes) {
    return new ScopeNames(scopes);
  }

  @Bean
  PageRequests pageRequests(OrganisationCalendar calendar, ScopeNames scopes, Clock clock) {
    return new PageRequests(calendar, scopes, clock);
  }
}
