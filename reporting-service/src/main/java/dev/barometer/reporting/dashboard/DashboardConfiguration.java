package dev.barometer.reporting.dashboard;

import dev.barometer.reporting.cases.Cases;
import dev.barometer.reporting.comment.Comments;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.starter.LinkProperties;
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
      Cases cases,
      OrganisationCalendar calendar,
      Clock clock,
      LinkProperties links,
      RecheckProperties recheck,
      DashboardProperties properties) {
    return new Dashboard(
        scores,
        (scope, period, limit) -> comments.page(scope, period, null, limit).items(),
        cases,
        new Steps(calendar, clock),
        properties.bands() == null ? Band.DEFAULTS : properties.bands(),
        properties.caseLink(),
        new CaseList(links.complaint(), calendar.zone()),
        recheck.campaign());
  }
}
