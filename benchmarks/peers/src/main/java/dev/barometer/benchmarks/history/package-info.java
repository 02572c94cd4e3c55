/**
 * A made-up past of one service desk, and what must be published of it: counted on its own, without
 * the service's code but for the maths and the way a record is written down.
 */
@NullMarked
package dev.barometer.benchmarks.history;

import org.jspecify.annotations.NullMarked;
