package dev.barometer.reporting.tally;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How often pages are found in memory, and how much of it they take. */
final class TallyMemoryMetrics {
  private final Counter inMemory;
  private final Counter inDatabase;

  TallyMemoryMetrics(TallyMemoryStore memory, MeterRegistry meters) {
    this.inMemory = asked("memory", meters);
    this.inDatabase = asked("database", meters);
    Gauge.builder("barometer.pages.kept", memory, TallyMemoryStore::bytes)
        .description("Memory that pages of tallies and lists of scopes take")
        .baseUnit("bytes")
        .register(meters);
  }

  private static Counter asked(String found, MeterRegistry meters) {
    return Counter.builder("barometer.pages.asked")
        .description("Pages of tallies that were asked for, by where they were found")
        .tag("found", found)
        .register(meters);
  }

  void asked(int found, int missing) {
    inMemory.increment(found);
    inDatabase.increment(missing);
  }
}
