package dev.barometer.contract.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When one service last saw one token, give or take a minute. Topic {@code barometer.token-uses},
 * key the token's id, a bar and the service, written by each service about itself.
 */
public record TokenUse(String tokenId, String service, Instant lastUsedAt) {

  public TokenUse {
    requireNonNull(tokenId, "tokenId");
    requireNonNull(service, "service");
    requireNonNull(lastUsedAt, "lastUsedAt");
  }
}
