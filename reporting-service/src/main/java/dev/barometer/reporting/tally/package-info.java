/**
 * The tallies as scoring-service last told of them, kept so that a period of a scope is a handful
 * of documents found by their ids, and in memory those that queries asked for. Turning them into
 * scores is the business of {@code reporting.score}.
 */
@NullMarked
package dev.barometer.reporting.tally;

import org.jspecify.annotations.NullMarked;
