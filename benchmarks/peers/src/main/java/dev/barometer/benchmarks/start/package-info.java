/** Row 10: the whole suite in one process, from its command to ready, and the memory it takes. */
@NullMarked
package dev.barometer.benchmarks.start;

import org.jspecify.annotations.NullMarked;
