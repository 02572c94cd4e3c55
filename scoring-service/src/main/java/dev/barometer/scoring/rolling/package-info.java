/**
 * Stage 2, keyed by scope: tallies in hour and day buckets, and the running windows that add what
 * comes and subtract what leaves.
 */
@NullMarked
package dev.barometer.scoring.rolling;

import org.jspecify.annotations.NullMarked;
