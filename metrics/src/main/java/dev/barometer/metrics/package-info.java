/**
 * The maths: what is measured, how it is tallied, and what scores follow. Only {@code java.*}; no
 * clock, no store, no framework.
 */
@NullMarked
package dev.barometer.metrics;

import org.jspecify.annotations.NullMarked;
