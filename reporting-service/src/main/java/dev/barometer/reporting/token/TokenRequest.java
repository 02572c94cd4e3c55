package dev.barometer.reporting.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a token for.
 *
 * @param name whom or what it is for; shown wherever its bearer did something
 * @param role {@code ingest}, {@code viewer}, {@code agent}, {@code manager} or {@code admin}
 * @param expiresAt left out for the usual lifetime
 * @param sender whose is what it sends: the name that it shares with the token it takes the place
 *     of; left out where that is its own
 */
record TokenRequest(
    @Nullable String name,
    @Nullable String role,
    @Nullable Instant expiresAt,
    @Nullable String sender) {}
