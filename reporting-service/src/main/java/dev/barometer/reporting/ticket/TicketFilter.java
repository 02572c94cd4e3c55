package dev.barometer.reporting.ticket;

import dev.barometer.reporting.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are asked for; null leaves open.
 *
 * @param opened when they were opened
 */
record TicketFilter(@Nullable String status, @Nullable String team, @Nullable Period opened) {}
