package dev.barometer.survey.delivery;

import dev.barometer.starter.webhook.WebhookTarget;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where invitations go that somebody else takes to people: a gateway for text messages, a chat.
 *
 * @param url is posted to; null where nobody takes any
 * @param secret signs what is posted, as Standard Webhooks have it; null where there is none
 */
@ConfigurationProperties(WebhookProperties.PREFIX)
record WebhookProperties(@Nullable URI url, @Nullable String secret) {
  static final String PREFIX = "barometer.webhook";

  WebhookTarget target() {
    return new WebhookTarget(url, secret);
  }
}
