package dev.barometer.reporting.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a token for.
 *
 * @param name whom or what it is for; shown wherever its bearer did something
 * @param role {@code ingest}, {@code viewer}, {@code agent}, {@code manager} or {@code admin}
 * @param expiresAt left out for the usual lifetime
 */
record TokenRequest(@Nullable String name, @Nullable String role, @Nullable Instant expiresAt) {}
