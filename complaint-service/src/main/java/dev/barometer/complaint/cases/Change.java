package dev.barometer.complaint.cases;

import java.time.Instant;

/**
 * What last happened to a case.
 *
 * @param type one of the complaint types in {@link dev.barometer.contract.EventTypes}
 * @param at the time of what caused it, not the clock, so that a replay tells the same
 */
public record Change(String type, Instant at) {}
