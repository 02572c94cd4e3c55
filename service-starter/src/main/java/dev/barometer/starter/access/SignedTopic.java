package dev.barometer.starter.access;

import dev.barometer.contract.fact.Fact;

/**
 * A topic of which every instance knows the latest states, and goes by what a service signed alone.
 *
 * @param doubts hears of what is not gone by; only counted where no service settles it
 */
public record SignedTopic<T extends Fact>(
    String name, Class<T> type, KnownStates<T> states, DoubtfulRecords<T> doubts) {}
