package dev.barometer.starter.outbox;

import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.DueHandlers;
import dev.barometer.starter.timetable.Timetable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** An outbox for each service that has a database and sends something. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "dev.barometer.starter.fact.FactConfiguration"
    },
    beforeName = "dev.barometer.starter.timetable.TimetableConfiguration")
@ConditionalOnBean({MongoOperations.class, OutboxSender.class})
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxConfiguration {
  private static final String TIDY = "outbox-tidy";
  private static final Duration BETWEEN_TIDYING = Duration.ofDays(1);

  @Bean
  OutboxRepository outboxRepository(MongoOperations mongo) {
    return new OutboxRepository(mongo);
  }

  @Bean
  Outbox outbox(
      OutboxRepository repository, Timetable timetable, OutboxProperties settings, Clock clock) {
    return new Outbox(repository, timetable, settings.idsKept(), clock);
  }

  @Bean
  DueHandlers outboxSendings(
      ObjectProvider<OutboxSender> senders,
      OutboxRepository repository,
      Timetable timetable,
      OutboxProperties settings,
      MeterRegistry meters,
      Clock clock) {
    OutboxMetrics metrics = new OutboxMetrics(repository, meters, clock);
    return () ->
        senders.stream()
            .<DueHandler>map(
                sender -> new Sending(sender, repository, timetable, settings, metrics, clock))
            .toList();
  }

  @Bean
  DueHandler outboxTidying(OutboxRepository repository, Timetable timetable, Clock clock) {
    return DueHandler.of(
        TIDY,
        due -> {
          repository.forgetWhatIsOver(clock.instant());
          timetable.schedule(nextTidying(clock));
        });
  }

  @Bean
  ApplicationRunner startOutboxTidying(
      OutboxRepository repository, Timetable timetable, Clock clock) {
    return arguments -> {
      repository.createIndexes();
      timetable.scheduleIfAbsent(nextTidying(clock));
    };
  }

  private static Due nextTidying(Clock clock) {
    return new Due(TIDY, "daily", clock.instant().plus(BETWEEN_TIDYING));
  }
}
