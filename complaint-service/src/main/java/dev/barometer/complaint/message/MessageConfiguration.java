package dev.barometer.complaint.message;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How customers are written to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessageProperties.class)
class MessageConfiguration {

  MessageConfiguration(MessageProperties settings) {
    settings.requireSound();
  }
}
