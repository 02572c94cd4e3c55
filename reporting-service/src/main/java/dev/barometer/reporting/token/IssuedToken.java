package dev.barometer.reporting.token;

import java.time.Instant;

/**
 * A token as it is told to whoever had it issued.
 *
 * @param token the secret itself: told now and never again
 */
record IssuedToken(
    String id,
    String name,
    String role,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    String token) {}
