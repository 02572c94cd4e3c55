package dev.barometer.reporting.score;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.rolling.KeptPairs;
import dev.barometer.reporting.tally.StoredTallies;
import dev.barometer.starter.BarometerProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queries, with the minimum n of the organisation. */
@Configuration(proxyBeanMethods = false)
class ScoreConfiguration {

  @Bean
  PeriodTallies periodTallies(StoredTallies tallies, OrganisationCalendar calendar) {
    return new StoredPeriodTallies(tallies, calendar);
  }

  @Bean
  ScoreQueries scoreQueries(
      PeriodTallies tallies,
      OrganisationCalendar calendar,
      Clock clock,
      KeptPairs pairs,
      BarometerProperties barometer) {
    return new ScoreQueries(tallies, calendar, clock, pairs, barometer.organisation().minimumN());
  }
}
