package dev.barometer.reporting.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are asked for; what is null asks for nothing.
 *
 * @param caller by exactly this caller
 * @param act exactly this act
 * @param from inclusive
 * @param to exclusive
 */
record AuditFilter(
    @Nullable String caller, @Nullable String act, @Nullable Instant from, @Nullable Instant to) {}
