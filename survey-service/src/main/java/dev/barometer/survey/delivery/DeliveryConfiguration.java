package dev.barometer.survey.delivery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How invitations go out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class DeliveryConfiguration {

  DeliveryConfiguration(WebhookProperties webhook) {
    webhook.target().requireSound(WebhookProperties.PREFIX);
  }
}
