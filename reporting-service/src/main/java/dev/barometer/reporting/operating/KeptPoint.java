package dev.barometer.reporting.operating;

import java.time.Instant;

/**
 * A point as it is kept.
 *
 * @param source who said it
 */
record KeptPoint(Instant at, double value, String source) {}
