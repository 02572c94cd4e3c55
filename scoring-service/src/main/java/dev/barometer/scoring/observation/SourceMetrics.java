package dev.barometer.scoring.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts facts per topic: received = handled + duplicate + dead-lettered. */
public final class SourceMetrics {
  private final MeterRegistry registry;

  public SourceMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void received(String topic) {
    counter("barometer.facts.received", topic).increment();
  }

  void handled(String topic) {
    counter("barometer.facts.handled", topic).increment();
  }

  void duplicate(String topic) {
    counter("barometer.facts.duplicate", topic).increment();
  }

  void deadLettered(String topic) {
    counter("barometer.facts.dead-lettered", topic).increment();
  }

  private Counter counter(String name, String topic) {
    return registry.counter(name, "consumer", topic);
  }
}
