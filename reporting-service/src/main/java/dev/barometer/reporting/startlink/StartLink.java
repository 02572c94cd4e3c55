package dev.barometer.reporting.startlink;

import dev.barometer.starter.token.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the link: the hash of its secret, until it is used or over. Nothing of it is
 * written anywhere; another start has another link.
 */
final class StartLink {
  private final Instant until;
  private @Nullable String hash;

  /**
   * @param hash SHA-256 of the secret, in hexadecimal
   */
  StartLink(String hash, Instant until) {
    this.hash = hash;
    this.until = until;
  }

  /** Whether this secret would be taken now; asking changes nothing. */
  synchronized boolean takes(String secret, Instant now) {
    return now.isBefore(until) && TokenHash.of(secret).equals(hash);
  }

  /** Takes the secret; true for one caller alone. */
  synchronized boolean use(String secret, Instant now) {
    boolean taken = takes(secret, now);
    if (taken) {
      hash = null;
    }
    return taken;
  }
}
