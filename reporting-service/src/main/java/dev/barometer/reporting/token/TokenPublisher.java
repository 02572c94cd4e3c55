package dev.barometer.reporting.token;

import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.token.TokenHash;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues and revokes tokens: each act is written down, then told to all services, and then this one
 * knows it already; the others learn of it within about a second. One at a time, so that no two
 * live tokens get the same name.
 */
class TokenPublisher {
  private final SignedTokensPublisher publisher;
  private final IssuedTokensRepository issued;
  private final TokenDirectory directory;
  private final Callers callers;
  private final AuditLog audit;
  private final TokenPolicy policy;
  private final TokenUseRepository uses;
  private final Clock clock;
  private final TokenSecret secrets = new TokenSecret();

  TokenPublisher(
      SignedTokensPublisher publisher,
      IssuedTokensRepository issued,
      TokenDirectory directory,
      Callers callers,
      AuditLog audit,
      TokenPolicy policy,
      TokenUseRepository uses,
      Clock clock) {
    this.publisher = publisher;
    this.issued = issued;
    this.directory = directory;
    this.callers = callers;
    this.audit = audit;
    this.policy = policy;
    this.uses = uses;
    this.clock = clock;
  }

  TokenList all() {
    Map<String, Map<String, Instant>> lastUsed = uses.lastUsed();
    Instant now = clock.instant();
    List<TokenView> views =
        directory.all().stream()
            .sorted(
                Comparator.comparing(NamedToken::createdAt)
                    .reversed()
                    .thenComparing(NamedToken::tokenId))
            .map(token -> view(token, lastUsed, now))
            .toList();
    return new TokenList(views);
  }

  Optional<TokenView> find(String tokenId) {
    return directory.find(tokenId).map(token -> view(token, uses.lastUsed(), clock.instant()));
  }

  private static TokenView view(
      NamedToken token, Map<String, Map<String, Instant>> lastUsed, Instant now) {
    return TokenView.of(token, lastUsed.getOrDefault(token.tokenId(), Map.of()), now);
  }

  /** Throws what names the fields where something else was asked for than a token may be. */
  synchronized IssuedToken issue(TokenRequest request, String by) {
    String secret = secrets.draw();
    NamedToken token =
        policy.issue(
            request, UUID.randomUUID().toString(), TokenHash.of(secret), by, clock.instant());
    List<Violation> violations = policy.check(token, callers::isNameTaken);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    audit.record(
        "token.issued",
        token.name(),
        Map.of(
            "tokenId", token.tokenId(),
            "role", token.role(),
            "expiresAt", token.expiresAt().toString(),
            "sender", token.sender() == null ? token.name() : token.sender()));
    publisher.publish(token);
    issued.keep(token);
    return new IssuedToken(
        token.tokenId(),
        token.name(),
        token.role(),
        token.createdAt(),
        token.createdBy(),
        token.expiresAt(),
        token.sender(),
        secret);
  }

  /** Whether there is such a token; revoking it twice is once. */
  synchronized boolean revoke(String tokenId, String by) {
    Optional<NamedToken> known = directory.find(tokenId);
    known.filter(token -> token.revokedAt() == null).ifPresent(token -> revoke(token, by));
    return known.isPresent();
  }

  private void revoke(NamedToken token, String by) {
    audit.record(
        "token.revoked", token.name(), Map.of("tokenId", token.tokenId(), "role", token.role()));
    NamedToken revoked = policy.revoke(token, by, clock.instant());
    // First, so that it is not forgotten whatever becomes of the topic.
    issued.keep(revoked);
    publisher.publish(revoked);
  }
}
