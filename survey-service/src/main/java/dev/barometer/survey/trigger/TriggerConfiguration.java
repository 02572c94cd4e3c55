package dev.barometer.survey.trigger;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes and settings of what triggers campaigns. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AskingProperties.class)
class TriggerConfiguration {

  @Bean
  ApplicationRunner ticketIndexes(KnownTicketRepository tickets) {
    return arguments -> tickets.createIndexes();
  }
}
