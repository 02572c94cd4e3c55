package dev.barometer.reporting.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is told to whoever had it issued.
 *
 * @param sender absent where it is the token's own name
 * @param token the secret itself: told now and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IssuedToken(
    String id,
    String name,
    String role,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable String sender,
    String token) {}
