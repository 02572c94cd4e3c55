package dev.barometer.survey.delivery;

import dev.barometer.starter.BarometerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How invitations go out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  DeliveryProperties.class,
  MailProperties.class,
  WebhookProperties.class
})
class DeliveryConfiguration {

  DeliveryConfiguration(MailProperties mail, WebhookProperties webhook) {
    mail.requireSound();
    webhook.requireSound();
  }

  @Bean
  QuietHours quietHours(DeliveryProperties settings, BarometerProperties barometer) {
    return QuietHours.of(
        settings.quietHours(), settings.weekends(), barometer.organisation().zone());
  }
}
