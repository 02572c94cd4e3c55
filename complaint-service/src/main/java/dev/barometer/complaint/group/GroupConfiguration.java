package dev.barometer.complaint.group;

import dev.barometer.starter.timetable.DueHandler;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is due of answers to many. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroupProperties.class)
class GroupConfiguration {

  @Bean
  DueHandler finishManyAnswers(ManyAnswerPublisher publisher) {
    return DueHandler.of(ManyAnswerPublisher.FINISH, due -> publisher.finish(due.key()));
  }

  @Bean
  DueHandler forgetManyAnswers(ManyAnswerPublisher publisher) {
    return DueHandler.of(ManyAnswerPublisher.FORGET, due -> publisher.forget(due.key()));
  }
}
