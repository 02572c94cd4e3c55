package dev.barometer.complaint.clock;

import java.time.Duration;

/**
 * How much business time there is for something.
 *
 * @param span positive
 * @param warning after how much of it somebody is warned; no more than all of it
 */
public record ClockTarget(Duration span, Duration warning) {}
