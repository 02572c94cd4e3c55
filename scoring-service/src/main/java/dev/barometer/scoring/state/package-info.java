/**
 * How state is kept: objects on the heap while they are in use, written to their stores just before
 * Kafka Streams commits. Knows nothing of scores. The only room that uses Kafka Streams' internals.
 */
@NullMarked
package dev.barometer.scoring.state;

import org.jspecify.annotations.NullMarked;
