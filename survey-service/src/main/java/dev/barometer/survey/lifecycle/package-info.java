/**
 * Contracts, onboardings, trainings and releases: what platforms may say of them, over HTTP and
 * Kafka, and what becomes a fact.
 */
@NullMarked
package dev.barometer.survey.lifecycle;

import org.jspecify.annotations.NullMarked;
