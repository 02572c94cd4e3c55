package dev.barometer.reporting.token;

import dev.barometer.contract.Rules;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.rule.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a token may be: named like no other live one, of a known role, and ending. */
final class TokenPolicy {
  private static final int LONGEST_NAME = 100;
  private static final Set<String> ASKED_FOR = Set.of("name", "role", "expiresAt", "sender");

  private final Duration lifetime;

  /**
   * @param lifetime of a token whose end nobody names
   */
  TokenPolicy(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** The end of a token that is issued now, if nobody names another. */
  Instant usualEnd(Instant now) {
    return now.plus(lifetime);
  }

  /** The token that is asked for, sound or not. */
  NamedToken issue(TokenRequest request, String tokenId, String hash, String by, Instant now) {
    return new NamedToken(
        tokenId,
        1,
        strip(request.name()),
        strip(request.role()),
        hash,
        now,
        by,
        Objects.requireNonNullElse(request.expiresAt(), usualEnd(now)),
        null,
        null,
        request.sender() == null ? null : request.sender().strip());
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** What is wrong with what was asked for; empty where nothing is. */
  List<Violation> check(NamedToken token, Predicate<String> isNameTaken) {
    List<Violation> violations = new ArrayList<>();
    Rules.check(token, token.createdAt()).stream()
        .filter(violation -> ASKED_FOR.contains(violation.field()))
        .forEach(violations::add);
    if (!token.expiresAt().isAfter(token.createdAt())) {
      violations.removeIf(violation -> violation.field().equals("expiresAt"));
      violations.add(new Violation("expiresAt", "must be in the future"));
    }
    if (token.name().length() > LONGEST_NAME) {
      violations.add(new Violation("name", "must have at most " + LONGEST_NAME + " characters"));
    }
    String sender = token.sender();
    if (sender != null && sender.length() > LONGEST_NAME) {
      violations.add(new Violation("sender", "must have at most " + LONGEST_NAME + " characters"));
    }
    if (isNameTaken.test(token.name())) {
      violations.add(new Violation("name", "must not be the name of another live token"));
    }
    return violations;
  }

  /** The same token, not to be used any more. */
  NamedToken revoke(NamedToken token, String by, Instant now) {
    return new NamedToken(
        token.tokenId(),
        token.revision() + 1,
        token.name(),
        token.role(),
        token.hash(),
        token.createdAt(),
        token.createdBy(),
        token.expiresAt(),
        now,
        by,
        token.sender());
  }
}
