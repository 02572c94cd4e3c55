package dev.barometer.survey.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what became of the records of one inbound topic, by the names all consumers use. A record
 * is counted when its verdict was passed on, so received = handled + duplicate + dead-lettered.
 */
final class GateMetrics {
  private final MeterRegistry meters;
  private final String topic;
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;

  GateMetrics(MeterRegistry meters, String topic) {
    this.meters = meters;
    this.topic = topic;
    this.received = counter("received").register(meters);
    this.handled = counter("handled").register(meters);
    this.duplicate = counter("duplicate").register(meters);
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      deadLettered(kind);
    }
  }

  void count(Verdict verdict) {
    received.increment();
    if (verdict instanceof Verdict.Accepted) {
      handled.increment();
    } else if (verdict instanceof Verdict.Refused refused) {
      deadLettered(refused.kind()).increment();
    } else {
      duplicate.increment();
    }
  }

  private Counter deadLettered(Verdict.Kind kind) {
    return counter("dead-lettered").tag("reason", kind.tag()).register(meters);
  }

  private Counter.Builder counter(String what) {
    return Counter.builder("barometer.facts." + what).tag("consumer", topic);
  }
}
