/** What the peers of the rolling scores share: reading a rating, counting it, telling a score. */
@NullMarked
package dev.barometer.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
