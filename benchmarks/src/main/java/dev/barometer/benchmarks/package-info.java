/**
 * What the maths costs, by JMH. Each benchmark checks its own result before it is timed: a wrong
 * answer has no speed.
 */
@NullMarked
package dev.barometer.benchmarks;

import org.jspecify.annotations.NullMarked;
