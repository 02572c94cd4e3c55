package dev.barometer.reporting.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.access.NamedToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A token as administrators may see it, without what could be used.
 *
 * @param sender whose is what it sends
 * @param status {@code live}, {@code expired} or {@code revoked}
 * @param lastUsedAt by any service, give or take a minute
 * @param lastUsed the same by each service
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenView(
    String id,
    String name,
    String role,
    String sender,
    String status,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable Instant lastUsedAt,
    Map<String, Instant> lastUsed) {
  /** Of a file with one row for each token. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "role",
          "sender",
          "status",
          "createdAt",
          "createdBy",
          "expiresAt",
          "revokedAt",
          "revokedBy",
          "lastUsedAt");

  static TokenView of(NamedToken token, Map<String, Instant> lastUsed, Instant now) {
    String status =
        token.revokedAt() != null ? "revoked" : token.isLiveAt(now) ? "live" : "expired";
    return new TokenView(
        token.tokenId(),
        token.name(),
        token.role(),
        token.sender() == null ? token.name() : token.sender(),
        status,
        token.createdAt(),
        token.createdBy(),
        token.expiresAt(),
        token.revokedAt(),
        token.revokedBy(),
        lastUsed.values().stream().max(Comparator.naturalOrder()).orElse(null),
        new TreeMap<>(lastUsed));
  }

  List<@Nullable Object> row() {
    return Arrays.asList(
        id,
        name,
        role,
        sender,
        status,
        createdAt,
        createdBy,
        expiresAt,
        revokedAt,
        revokedBy,
        lastUsedAt);
  }
}
