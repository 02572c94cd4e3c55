package dev.barometer.reporting.startlink;

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

  /** Whether a secret of this hash would be taken now; asking changes nothing. */
  synchronized boolean takes(String brought, Instant now) {
    return now.isBefore(until) && brought.equals(hash);
  }

  /** Takes a secret of this hash; true for one caller alone. */
  synchronized boolean use(String brought, Instant now) {
    boolean taken = takes(brought, now);
    if (taken) {
      hash = null;
    }
    return taken;
  }
}
