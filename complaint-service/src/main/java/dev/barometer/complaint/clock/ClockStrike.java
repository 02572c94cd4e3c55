package dev.barometer.complaint.clock;

import java.time.Instant;

/**
 * What a clock does by itself.
 *
 * @param breach whether its time is over; else somebody is warned
 * @param at the moment that was set for it, however late anybody looks
 */
public record ClockStrike(ClockName name, boolean breach, Instant at) {}
