package dev.barometer.reporting.strategy;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A strategy, and how far its reports are.
 *
 * @param doneTo periods that end on that day or before are done with
 * @param lastReport the report that was planned last; null where none was
 */
public record KeptStrategy(
    Strategy strategy, Instant addedAt, LocalDate doneTo, @Nullable String lastReport) {}
