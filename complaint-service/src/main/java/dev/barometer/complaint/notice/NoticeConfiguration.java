package dev.barometer.complaint.notice;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How notices go out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NoticeWebhookProperties.class, NoticeProperties.class})
class NoticeConfiguration {

  NoticeConfiguration(NoticeWebhookProperties webhook) {
    webhook.target().requireSound(NoticeWebhookProperties.PREFIX);
  }
}
