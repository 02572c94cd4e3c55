/**
 * The database that a good engineer would have taken instead: PostgreSQL, a process of its own on
 * the contestant's core, as it comes but for its memory.
 */
@NullMarked
package dev.barometer.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
