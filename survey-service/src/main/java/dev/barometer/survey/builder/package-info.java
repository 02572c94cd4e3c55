/**
 * The pages on which managers design surveys, with words and whole surveys to begin with. What is
 * typed lives in the form until it is saved; no rule of surveys is here.
 */
@NullMarked
package dev.barometer.survey.builder;

import org.jspecify.annotations.NullMarked;
