/** Row 5: how long after its acknowledgement a response is part of a score that anyone can read. */
@NullMarked
package dev.barometer.benchmarks.freshness;

import org.jspecify.annotations.NullMarked;
