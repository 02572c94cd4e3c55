package dev.barometer.survey.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import dev.barometer.starter.StartRefusedException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where invitations go that somebody else takes to people: a gateway for text messages, a chat.
 *
 * @param url is posted to; null where nobody takes any, also where the setting is empty
 * @param secret signs what is posted, as Standard Webhooks have it: {@code whsec_} and Base64; null
 *     where there is none, or an empty one
 */
@ConfigurationProperties("barometer.webhook")
record WebhookProperties(@Nullable URI url, @Nullable String secret) {
  WebhookProperties {
    url = url == null || url.toString().isBlank() ? null : url;
    secret = secret == null || secret.isBlank() ? null : secret;
  }

  /**
   * Nothing could be posted there, or signed.
   *
   * @throws StartRefusedException where one of the settings is none
   */
  void requireSound() {
    if (url != null && !isPostedTo(url)) {
      throw new StartRefusedException(
          "barometer.webhook.url is no address that can be posted to.",
          "Set one that begins with https:// or http:// and names a host.");
    }
    try {
      if (secret != null) {
        new Webhook(secret);
      }
    } catch (IllegalArgumentException | EmptyWebhookSecretException e) {
      throw new StartRefusedException(
          "barometer.webhook.secret is none of Standard Webhooks.",
          "Set whsec_ and Base64, for example of: openssl rand -base64 32");
    }
  }

  private static boolean isPostedTo(URI url) {
    return url.getHost() != null
        && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()));
  }
}
