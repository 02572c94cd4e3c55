package dev.barometer.starter.timetable;

import dev.barometer.starter.patience.Troubles;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** A timetable for each service that has a database and handles something that is due. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "dev.barometer.starter.fact.FactConfiguration",
      "dev.barometer.starter.outbox.OutboxConfiguration",
      "dev.barometer.starter.patience.PatienceConfiguration"
    })
@ConditionalOnBean({MongoOperations.class, DueHandler.class})
@EnableConfigurationProperties(TimetableProperties.class)
class TimetableConfiguration {
  @Bean
  Wake timetableWake() {
    return new Wake();
  }

  @Bean
  ItemRepository timetableItems(MongoOperations mongo) {
    return new ItemRepository(mongo);
  }

  @Bean
  PageRepository timetablePages(MongoOperations mongo) {
    return new PageRepository(mongo);
  }

  @Bean
  Timetable timetable(
      ItemRepository timetableItems, PageRepository timetablePages, Clock clock, Wake wake) {
    return new Timetable(timetableItems, new Pages(timetablePages), clock, wake);
  }

  /** Handlers are made after the timetable: they may schedule what follows. */
  @Bean
  TimetableRunner timetableRunner(
      Timetable timetable,
      ItemRepository timetableItems,
      PageRepository timetablePages,
      ObjectProvider<DueHandler> handlers,
      ObjectProvider<DueHandlers> rooms,
      TimetableProperties settings,
      Clock clock,
      Wake wake,
      Troubles troubles,
      MeterRegistry meters) {
    TimetableMetrics metrics = new TimetableMetrics(meters);
    Pages pages = new Pages(timetablePages);
    Workers workers = new Workers(settings.workers());
    Work work =
        new Work(
            timetableItems,
            pages,
            Stream.concat(handlers.stream(), rooms.stream().flatMap(room -> room.all().stream()))
                .toList(),
            settings,
            workers::of,
            clock,
            metrics);
    Rounds rounds =
        new Rounds(
            UUID.randomUUID().toString(),
            timetable,
            timetableItems,
            timetablePages,
            pages,
            work,
            settings.asideKept(),
            clock,
            metrics);
    return new TimetableRunner(rounds, wake, settings.lookEvery(), work, workers, troubles);
  }
}
