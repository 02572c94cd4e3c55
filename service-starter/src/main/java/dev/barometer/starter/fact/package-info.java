/**
 * Reading facts from topics and writing them: JSON, the failure policy, dead letters, positions.
 */
@NullMarked
package dev.barometer.starter.fact;

import org.jspecify.annotations.NullMarked;
