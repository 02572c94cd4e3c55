package dev.barometer.contract.access;

import dev.barometer.contract.rule.Violation;
import dev.barometer.contract.rule.Violations;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of a token. */
public final class TokenRules {
  private static final List<String> ROLES =
      List.of("ingest", "viewer", "agent", "manager", "admin");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private TokenRules() {}

  /** What is wrong with a token; empty where nothing is. */
  public static List<Violation> check(NamedToken token, Instant now) {
    Violations violations = new Violations(now);
    violations.id("tokenId", token.tokenId());
    violations.atLeast(1, "revision", token.revision());
    violations.id("name", token.name());
    violations.oneOf("role", token.role(), ROLES);
    if (violations.present("hash", token.hash()) && !SHA_256.matcher(token.hash()).matches()) {
      violations.broken("hash", "must be a SHA-256 in lower-case hexadecimal");
    }
    violations.happened("createdAt", token.createdAt());
    violations.id("createdBy", token.createdBy());
    violations.present("expiresAt", token.expiresAt());
    violations.inOrder("createdAt", token.createdAt(), "expiresAt", token.expiresAt());
    violations.mayHaveHappened("revokedAt", token.revokedAt());
    violations.inOrder("createdAt", token.createdAt(), "revokedAt", token.revokedAt());
    violations.label("revokedBy", token.revokedBy());
    violations.label("sender", token.sender());
    return violations.all();
  }
}
