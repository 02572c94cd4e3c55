/** Row 8: the scoring is killed under load; how long until it is where it was. */
@NullMarked
package dev.barometer.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
