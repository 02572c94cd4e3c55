/** What scoring-service publishes: tallies of buckets and scores of scopes. */
@NullMarked
package dev.barometer.contract.score;

import org.jspecify.annotations.NullMarked;
