/**
 * The gate between what enters and what is a fact: one per inbound topic, one task per partition,
 * so that revisions of one key only grow on the fact topic. What a fact must be is not decided here
 * but in the features.
 */
@NullMarked
package dev.barometer.survey.gate;

import org.jspecify.annotations.NullMarked;
