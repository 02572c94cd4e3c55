package dev.barometer.reporting.strategy;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A period that is to be told of.
 *
 * @param from its first day
 * @param to the day after its last
 * @param due when its report is planned
 */
record Occurrence(LocalDate from, LocalDate to, Instant due) {}
