package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.cases.Cases;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.tally.StoredTallies;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the page to what it shows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DashboardProperties.class)
class DashboardConfiguration {

  @Bean
  Dashboard dashboard(
      ScoreQueries scores,
      StoredTallies tallies,
      Comments comments,
      Cases cases,
      OrganisationCalendar calendar,
      DashboardProperties properties) {
    return new Dashboard(
        scores,
        dimension -> tallies.scopesOf(Set.of(dimension)),
        comments::newest,
        cases,
        calendar,
        properties.bands() == null ? Band.DEFAULTS : properties.bands(),
        properties.caseLink());
  }
}
