package dev.barometer.starter.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import dev.barometer.starter.StartRefusedException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a service posts, as its settings have it.
 *
 * @param url null where nobody takes any, also where the setting is empty
 * @param secret signs what is posted, as Standard Webhooks have it: {@code whsec_} and Base64; null
 *     where there is none, or an empty one
 */
public record WebhookTarget(@Nullable URI url, @Nullable String secret) {
  public WebhookTarget {
    url = url == null || url.toString().isBlank() ? null : url;
    secret = secret == null || secret.isBlank() ? null : secret;
  }

  /**
   * Nothing could be posted there, or signed.
   *
   * @param settings below which {@code url} and {@code secret} are set
   * @throws StartRefusedException where one of them is none
   */
  public void requireSound(String settings) {
    if (url != null && !isPostedTo(url)) {
      throw new StartRefusedException(
          settings + ".url is no address that can be posted to.",
          "Set one that begins with https:// or http:// and names a host.");
    }
    try {
      if (secret != null) {
        new Webhook(secret);
      }
    } catch (IllegalArgumentException | EmptyWebhookSecretException e) {
      throw new StartRefusedException(
          settings + ".secret is none of Standard Webhooks.",
          "Set whsec_ and Base64, for example of: openssl rand -base64 32");
    }
  }

  private static boolean isPostedTo(URI url) {
    return url.getHost() != null
        && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()));
  }
}
