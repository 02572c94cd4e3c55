package dev.barometer.contract.access;

import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret by which a caller is known, without the secret. Topic {@code barometer.tokens}, key the
 * token's id, written by reporting-service. A token is issued and may be revoked; a revocation is
 * final.
 *
 * @param name unique among the tokens that are neither expired nor revoked
 * @param role {@code ingest}, {@code viewer}, {@code agent}, {@code manager} or {@code admin}
 * @param hash SHA-256 of the secret, in lower-case hexadecimal
 * @param sender whose is what it sends: a name that its successors share; absent where it is the
 *     token's own name
 */
public record NamedToken(
    String tokenId,
    long revision,
    String name,
    String role,
    String hash,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable String sender)
    implements Fact {

  public NamedToken {
    revokedBy = Blank.toNull(revokedBy);
    sender = Blank.toNull(sender);
  }

  /** Of a sender that is named like the token. */
  public NamedToken(
      String tokenId,
      long revision,
      String name,
      String role,
      String hash,
      Instant createdAt,
      String createdBy,
      Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy) {
    this(
        tokenId, revision, name, role, hash, createdAt, createdBy, expiresAt, revokedAt, revokedBy,
        null);
  }

  /** Whether it may be used at this time. */
  public boolean isLiveAt(Instant time) {
    return revokedAt == null && time.isBefore(expiresAt);
  }

  @Override
  public String id() {
    return tokenId;
  }
}
