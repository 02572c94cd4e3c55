/**
 * The whole suite in one process: a real broker, a MongoDB-compatible database and the four
 * services, started in that order and stopped in the opposite one. Wiring only: no rule of the
 * product may live here.
 */
@NullMarked
package dev.barometer.quickstart;

import org.jspecify.annotations.NullMarked;
