/**
 * The rolling scores as scoring-service last published them, one document per scope. They are shown
 * by that service; here they tell which pairs of dimensions are scored together, and that scores
 * have changed.
 */
@NullMarked
package dev.barometer.reporting.rolling;

import org.jspecify.annotations.NullMarked;
