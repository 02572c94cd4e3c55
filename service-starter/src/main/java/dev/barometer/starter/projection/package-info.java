/**
 * How read models are written: many records at once, each only where it is newer than what is
 * stored, so that repeats, disorder and reading again from an older position change nothing. What
 * the documents hold is each feature's business.
 */
@NullMarked
package dev.barometer.starter.projection;

import org.jspecify.annotations.NullMarked;
