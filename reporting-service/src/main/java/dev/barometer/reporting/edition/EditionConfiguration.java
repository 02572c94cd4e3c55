package dev.barometer.reporting.edition;

import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of reports. */
@Configuration(proxyBeanMethods = false)
class EditionConfiguration {
  @Bean
  TellingRunner tellingRunner(
      EditionRepository editions,
      FactPublisher facts,
      ObjectProvider<EditionFollower> followers,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    return new TellingRunner(
        editions, facts::publish, () -> followers.stream().toList(), timetable::getObject, clock);
  }

  @Bean
  CollectRunner collectRunner(
      EditionRepository editions,
      TellingRunner telling,
      InputsRepository inputs,
      BasisReader source,
      NotedTicketReader noted,
      Progress progress,
      ObjectProvider<Timetable> timetable,
      ParametersReader parameters,
      EditionMetrics metrics,
      Clock clock) {
    return new CollectRunner(
        editions,
        telling,
        inputs,
        source,
        noted,
        () -> progress.of(Data.TALLIES, Data.FACTS),
        timetable,
        parameters,
        metrics,
        clock);
  }

  @Bean
  DueHandler collectReports(CollectRunner runner) {
    return DueHandler.of(CollectRunner.COLLECT, due -> runner.collect(due.key()));
  }

  @Bean
  DueHandler tellOfReports(TellingRunner runner) {
    return DueHandler.of(TellingRunner.TELL, due -> runner.tell(due.key()));
  }

  /** What a death left between what was written and what is due. */
  @Bean
  ApplicationRunner resumeReports(CollectRunner collecting, TellingRunner telling) {
    return arguments -> {
      collecting.resume();
      telling.resume();
    };
  }
}
