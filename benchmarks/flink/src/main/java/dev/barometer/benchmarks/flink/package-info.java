/** Flink's jobs, each in the main class's process. */
@NullMarked
package dev.barometer.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
