package dev.barometer.complaint.notice;

import dev.barometer.starter.webhook.WebhookTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who else is told of what becomes of complaints: a chat, a service desk of one's own.
 *
 * @param url is posted to; null where nobody is told
 * @param secret signs what is posted, as Standard Webhooks have it; null where there is none
 */
@ConfigurationProperties(NoticeWebhookProperties.PREFIX)
record NoticeWebhookProperties(@Nullable URI url, @Nullable String secret) {
  static final String PREFIX = "barometer.complaints.webhook";

  WebhookTarget target() {
    return new WebhookTarget(url, secret);
  }
}
