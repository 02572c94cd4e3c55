package dev.barometer.starter.mail;

import dev.barometer.starter.outbox.OutboxSender;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.mail.javamail.JavaMailSender;

/** Mail for each service that sends something, has a database and Spring's mail on its path. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
      "dev.barometer.starter.fact.FactConfiguration"
    })
@ConditionalOnClass(JavaMailSender.class)
@ConditionalOnBean({MongoOperations.class, OutboxSender.class})
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

  @Bean
  KeptMailRepository keptMailRepository(MongoOperations mongo) {
    return new KeptMailRepository(mongo);
  }

  @Bean
  MailServer mailServer(
      ObjectProvider<JavaMailSender> server,
      KeptMailRepository kept,
      MailProperties settings,
      Clock clock) {
    settings.requireSound();
    return new MailServer(server, kept, settings, clock);
  }
}
