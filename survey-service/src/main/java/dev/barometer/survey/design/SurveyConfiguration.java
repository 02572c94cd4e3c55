package dev.barometer.survey.design;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.DueHandler;
import dev.barometer.starter.timetable.Timetable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** Brings the survey that a new installation begins with, and tells of what nobody told. */
@Configuration(proxyBeanMethods = false)
class SurveyConfiguration {
  private static final String TELL = "survey.tell";
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  static SurveyVersion afterTicket() {
    try (InputStream json = new ClassPathResource("surveys/after-ticket.json").getInputStream()) {
      return FactJson.read(json.readAllBytes(), SurveyVersion.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  ApplicationRunner bringSurveys(SurveyPublisher publisher, Timetable timetable, Clock clock) {
    return arguments -> {
      publisher.bring(afterTicket());
      timetable.scheduleIfAbsent(new Due(TELL, "all", clock.instant()));
    };
  }

  @Bean
  DueHandler tellSurveys(
      SurveyPublisher publisher, ObjectProvider<Timetable> timetable, Clock clock) {
    return DueHandler.of(
        TELL,
        due -> {
          publisher.tellTheUntold();
          timetable.getObject().schedule(new Due(TELL, "all", clock.instant().plus(BETWEEN)));
        });
  }
}
