package dev.barometer.reporting.action;

import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.score.PeriodTallies;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.timetable.DueHandler;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of actions, and by which days they go. */
@Configuration(proxyBeanMethods = false)
class ActionConfiguration {

  @Bean
  OrganisationDays organisationDays(BarometerProperties barometer) {
    return new OrganisationDays(barometer.organisation().zone());
  }

  @Bean
  Outcomes outcomes(
      PeriodTallies tallies, OrganisationCalendar calendar, BarometerProperties barometer) {
    return new Outcomes(tallies, calendar, barometer.organisation().minimumN());
  }

  @Bean
  OutcomeReader outcomeReader(
      BaselineRepository baselines,
      Outcomes outcomes,
      ScoreQueries queries,
      OrganisationCalendar calendar,
      OrganisationDays days,
      Progress progress,
      Clock clock) {
    return new OutcomeReader(
        baselines,
        outcomes,
        queries,
        calendar,
        days,
        () -> progress.of(Data.TALLIES).asOf(),
        clock);
  }

  @Bean
  DueHandler tellOfActions(ActionTopicClient topic) {
    return DueHandler.of(ActionPublisher.TELL, due -> topic.tell(due.key()));
  }

  @Bean
  DueHandler remindWeekBefore(ReminderRunner runner) {
    return DueHandler.of(ReminderRunner.SOON, runner::remind);
  }

  @Bean
  DueHandler remindOnTheDay(ReminderRunner runner) {
    return DueHandler.of(ReminderRunner.TODAY, runner::remind);
  }
}
