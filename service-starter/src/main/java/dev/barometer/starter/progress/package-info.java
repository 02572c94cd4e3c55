/**
 * How old the data is: up to which moment everything that was accepted is in what people see. Knows
 * the way of a fact from topic to topic and nothing of what it says.
 */
@NullMarked
package dev.barometer.starter.progress;

import org.jspecify.annotations.NullMarked;
