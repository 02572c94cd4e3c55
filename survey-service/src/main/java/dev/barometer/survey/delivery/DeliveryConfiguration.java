package dev.barometer.survey.delivery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How invitations go out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, WebhookProperties.class})
class DeliveryConfiguration {

  DeliveryConfiguration(MailProperties mail, WebhookProperties webhook) {
    mail.requireSound();
    webhook.requireSound();
  }
}
