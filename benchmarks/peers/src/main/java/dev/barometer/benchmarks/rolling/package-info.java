/** Rows 3a and 3b: rolling scores of one scope, and the ways others would compute them. */
@NullMarked
package dev.barometer.benchmarks.rolling;

import org.jspecify.annotations.NullMarked;
