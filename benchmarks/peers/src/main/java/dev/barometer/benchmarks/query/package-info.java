/** Row 6: the score of any scope and window, at a steady rate of queries and two sizes of data. */
@NullMarked
package dev.barometer.benchmarks.query;

import org.jspecify.annotations.NullMarked;
