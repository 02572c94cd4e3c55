package dev.barometer.survey.delivery;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where invitations go that somebody else takes to people: a gateway for text messages, a chat.
 *
 * @param url is posted to; null where nobody takes any
 * @param secret signs what is posted, as Standard Webhooks have it: {@code whsec_} and Base64
 */
@ConfigurationProperties("barometer.webhook")
record WebhookProperties(@Nullable URI url, @Nullable String secret) {}
