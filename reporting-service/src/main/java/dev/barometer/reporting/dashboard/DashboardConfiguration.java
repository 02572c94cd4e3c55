package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.cases.Cases;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.tally.StoredTallies;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
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
      Progress progress,
      OrganisationCalendar calendar,
      DashboardProperties properties) {
    return new Dashboard(
        scores,
        dimension -> tallies.scopesOf(Set.of(dimension)),
        comments::newest,
        cases,
        () -> age(progress.of(Data.TALLIES, Data.SCORES, Data.FACTS)),
        calendar,
        properties.bands() == null ? Band.DEFAULTS : properties.bands(),
        properties.caseLink());
  }

  private static Age age(Standing standing) {
    return new Age(
        Age.State.valueOf(standing.state().name()), standing.asOf(), standing.age().toMinutes());
  }
}
