/** Answers: taking them over HTTP and Kafka, once each, and what becomes a fact. */
@NullMarked
package dev.barometer.survey.response;

import org.jspecify.annotations.NullMarked;
