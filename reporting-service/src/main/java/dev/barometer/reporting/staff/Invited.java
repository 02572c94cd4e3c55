package dev.barometer.reporting.staff;

import java.time.Instant;

/**
 * An invitation to choose a password, as it is told once.
 *
 * @param link good once, and until then
 */
record Invited(String link, Instant until) {}
