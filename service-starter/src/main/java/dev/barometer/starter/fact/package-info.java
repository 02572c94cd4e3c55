/**
 * Reading facts from topics and writing them: opening records, the failure policy, meters, traces.
 */
@NullMarked
package dev.barometer.starter.fact;

import org.jspecify.annotations.NullMarked;
