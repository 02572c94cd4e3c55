package dev.barometer.starter.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts what became of the records of one topic. All are counted when a batch is done, so that at
 * any time, and however often a batch was tried, received = handled + duplicate + dead-lettered.
 */
final class FactMetrics {
  private final MeterRegistry meters;
  private final String topic;
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;
  private final Timer age;

  FactMetrics(MeterRegistry meters, String topic) {
    this.meters = meters;
    this.topic = topic;
    this.received = counter("received", "Records read");
    this.handled = counter("handled", "Records that had an effect");
    this.duplicate = counter("duplicate", "Records that changed nothing: repeats and older ones");
    this.age =
        Timer.builder("barometer.facts.age")
            .description("How old the oldest record of a batch was when the effect was stored")
            .tag("consumer", topic)
            .register(meters);
    for (DeadLetters.Kind kind : DeadLetters.Kind.values()) {
      deadLettered(kind);
    }
  }

  /**
   * @param sinceOldest the time since the first of them was written to the topic
   */
  void count(
      int handledNow,
      int duplicatesNow,
      Iterable<DeadLetters.Refused> refused,
      Duration sinceOldest) {
    int deadLetters = 0;
    for (DeadLetters.Refused one : refused) {
      deadLettered(one.kind()).increment();
      deadLetters++;
    }
    handled.increment(handledNow);
    duplicate.increment(duplicatesNow);
    received.increment(handledNow + duplicatesNow + deadLetters);
    age.record(sinceOldest);
  }

  private Counter counter(String what, String description) {
    return Counter.builder("barometer.facts." + what)
        .description(description)
        .tag("consumer", topic)
        .register(meters);
  }

  private Counter deadLettered(DeadLetters.Kind kind) {
    return Counter.builder("barometer.facts.dead-lettered")
        .description("Records put aside with their reason")
        .tag("consumer", topic)
        .tag("reason", kind.tag())
        .register(meters);
  }
}
