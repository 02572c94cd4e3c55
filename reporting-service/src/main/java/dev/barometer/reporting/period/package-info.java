/** Spans of time as people ask for them: periods, their snapping to buckets, series of them. */
@NullMarked
package dev.barometer.reporting.period;

import org.jspecify.annotations.NullMarked;
