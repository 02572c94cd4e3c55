package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.starter.RecheckProperties;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the page to what it shows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DashboardProperties.class, RecheckProperties.class})
class DashboardConfiguration {

  @Bean
  Dashboard dashboard(
      ScoreQueries scores,
      Comments comments,
      OrganisationCalendar calendar,
      Clock clock,
      DeskLinks desk,
      RecheckProperties recheck,
      DashboardProperties properties) {
    return new Dashboard(
        scores,
        (scope, period, limit) -> comments.page(scope, period, null, limit).items(),
        new Steps(calendar, clock),
        properties.bands() == null ? Band.DEFAULTS : properties.bands(),
        desk,
        recheck.campaign());
  }
}
