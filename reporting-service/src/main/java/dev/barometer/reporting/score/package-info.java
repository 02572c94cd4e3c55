/**
 * Scores of any scope and period, computed from tallies when asked: one score, a series, a
 * breakdown. Nothing here is stored.
 */
@NullMarked
package dev.barometer.reporting.score;

import org.jspecify.annotations.NullMarked;
