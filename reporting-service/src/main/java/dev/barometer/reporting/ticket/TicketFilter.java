package dev.barometer.reporting.ticket;

import dev.barometer.contract.score.Scope;
import dev.barometer.reporting.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are asked for; null leaves open.
 *
 * @param scope what their context must say
 * @param date which of their dates lies in the period
 */
record TicketFilter(
    @Nullable String status, Scope scope, TicketDate date, @Nullable Period period) {}
