package dev.barometer.survey.person;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes of what is known of people. */
@Configuration(proxyBeanMethods = false)
class PersonConfiguration {

  @Bean
  ApplicationRunner answerIndexes(KnownAnswerRepository answers) {
    return arguments -> answers.createIndexes();
  }
}
