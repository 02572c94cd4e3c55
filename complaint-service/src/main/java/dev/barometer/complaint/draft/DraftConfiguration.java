package dev.barometer.complaint.draft;

import dev.barometer.starter.timetable.DueHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of drafts that are tried out. */
@Configuration(proxyBeanMethods = false)
class DraftConfiguration {

  @Bean
  DueHandler runRuleTrials(TrialRunner runner) {
    return DueHandler.of(TrialRunner.RUN, due -> runner.run(due.key()));
  }

  @Bean
  DueHandler forgetRuleTrials(TrialRunner runner) {
    return DueHandler.of(TrialRunner.FORGET, due -> runner.forget(due.key()));
  }
}
