/**
 * Row 9: how often a response makes the read side write to its database. Commands are counted at
 * the driver, never timed: the database behind it is the embedded one.
 */
@NullMarked
package dev.barometer.benchmarks.writes;

import org.jspecify.annotations.NullMarked;
