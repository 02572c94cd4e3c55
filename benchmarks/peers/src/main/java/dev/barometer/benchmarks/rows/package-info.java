/** The rows by their names, and the command that runs them. */
@NullMarked
package dev.barometer.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
