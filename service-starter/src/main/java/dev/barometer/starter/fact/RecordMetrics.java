package dev.barometer.starter.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what became of the records of one topic, one by one, by the names all consumers use:
 * received = handled + duplicate + dead-lettered. A stream that falls back to its last commit
 * counts again what it does again. Beside them it counts states that another of the same revision
 * overtook.
 */
public final class RecordMetrics {
  private final MeterRegistry meters;
  private final String topic;
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;
  private final Counter overtaken;

  /**
   * @param kinds the kinds of dead letters there may be: their meters are there from the start
   */
  public RecordMetrics(MeterRegistry meters, String topic, Iterable<String> kinds) {
    this.meters = meters;
    this.topic = topic;
    this.received = counter("received").register(meters);
    this.handled = counter("handled").register(meters);
    this.duplicate = counter("duplicate").register(meters);
    this.overtaken = counter("overtaken").register(meters);
    kinds.forEach(this::deadLetters);
  }

  public void handled() {
    received.increment();
    handled.increment();
  }

  public void duplicate() {
    received.increment();
    duplicate.increment();
  }

  /** One of two states of the same revision does not stand, whichever of them came first. */
  public void overtaken() {
    overtaken.increment();
  }

  public void deadLettered(String kind) {
    received.increment();
    deadLetters(kind).increment();
  }

  private Counter deadLetters(String kind) {
    return counter("dead-lettered").tag("reason", kind).register(meters);
  }

  private Counter.Builder counter(String what) {
    return Counter.builder("barometer.facts." + what).tag("consumer", topic);
  }
}
