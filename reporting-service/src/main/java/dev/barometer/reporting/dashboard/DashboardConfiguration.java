package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.target.YardstickReader;
import dev.barometer.starter.RecheckProperties;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the page to what it shows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecheckProperties.class)
class DashboardConfiguration {

  @Bean
  Dashboard dashboard(
      ScoreQueries scores,
      Comments comments,
      OrganisationCalendar calendar,
      Clock clock,
      DeskLinks desk,
      RecheckProperties recheck,
      YardstickReader yardsticks) {
    return new Dashboard(
        scores,
        (scope, period, limit) -> comments.page(scope, period, null, limit).items(),
        new Steps(calendar, clock),
        (scope, metrics, at) ->
            yardsticks.inForce(scope, metrics, LocalDate.ofInstant(at, calendar.zone())),
        desk,
        recheck.campaign());
  }
}
