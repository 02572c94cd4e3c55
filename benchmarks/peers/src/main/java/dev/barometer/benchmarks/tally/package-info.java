/** Rows 3c and 4: the whole job, its peer, and what exactly once costs. */
@NullMarked
package dev.barometer.benchmarks.tally;

import org.jspecify.annotations.NullMarked;
