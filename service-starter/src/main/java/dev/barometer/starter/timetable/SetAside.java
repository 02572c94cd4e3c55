package dev.barometer.starter.timetable;

import java.time.Instant;

/**
 * A due thing that failed too often.
 *
 * @param tries how often
 * @param lastTry when it was to be tried the last time
 * @param why of what kind the last failure was
 */
public record SetAside(Due due, int tries, Instant lastTry, String why) {}
