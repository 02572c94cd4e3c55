/**
 * What scores are measured by: targets, baselines and bands of a metric and a scope, each with its
 * source. Each change is a version with the day from which it counts, so that a period that is over
 * is measured by what was in force at its end.
 */
@NullMarked
package dev.barometer.reporting.target;

import org.jspecify.annotations.NullMarked;
