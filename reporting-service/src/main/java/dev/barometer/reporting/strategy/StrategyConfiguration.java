package dev.barometer.reporting.strategy;

import dev.barometer.starter.timetable.DueHandler;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of strategies. */
@Configuration(proxyBeanMethods = false)
class StrategyConfiguration {

  @Bean
  DueHandler planReports(ScheduleRunner runner) {
    return DueHandler.of(ScheduleRunner.PLAN, due -> runner.look(due.key()));
  }

  @Bean
  ApplicationRunner reportSchedules(ScheduleRunner runner) {
    return arguments -> runner.scheduleAll();
  }
}
