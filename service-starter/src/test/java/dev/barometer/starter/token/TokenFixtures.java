package dev.barometer.starter.token;

import dev.barometer.contract.access.NamedToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens with fixed instants; the secret of one is its id with {@code -secret}. */
public final class TokenFixtures {
  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private TokenFixtures() {}

  /** The first revision of a token is live, its second revoked. */
  public static NamedToken token(String id, long revision) {
    @Nullable Instant revokedAt = revision > 1 ? NOW : null;
    return new NamedToken(
        id,
        revision,
        "name of " + id,
        "viewer",
        TokenHash.of(id + "-secret"),
        NOW.minus(Duration.ofDays(1)),
        "administrator",
        NOW.plus(Duration.ofDays(90)),
        revokedAt,
        revokedAt == null ? null : "administrator");
  }
}
