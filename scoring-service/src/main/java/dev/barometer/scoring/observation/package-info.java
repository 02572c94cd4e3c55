/**
 * Stage 1, keyed by entity: what a fact observes, what its entity said before, and the difference
 * that goes out per scope. The one place that turns facts into observations.
 */
@NullMarked
package dev.barometer.scoring.observation;

import org.jspecify.annotations.NullMarked;
