/**
 * Load on a running suite: answers sent at a fixed rate, whatever comes back, and what became of
 * them. Only to this machine.
 */
@NullMarked
package dev.barometer.benchmarks.load;

import org.jspecify.annotations.NullMarked;
