package dev.barometer.starter.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Counts what became of the records of one topic. All are counted when a batch is done, so that at
 * any time, and however often a batch was tried, received = handled + duplicate + dead-lettered.
 */
final class FactMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final String topic;
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;
  private final Timer freshness;

  FactMetrics(MeterRegistry meters, String topic) {
    this.meters = meters;
    this.topic = topic;
    this.received = counter("received", "Records read");
    this.handled = counter("handled", "Records that had an effect");
    this.duplicate = counter("duplicate", "Records that changed nothing: repeats and older ones");
    this.freshness =
        Timer.builder("barometer.freshness")
            .description("From the acceptance of what a record says to its being stored here")
            .tag("consumer", topic)
            .serviceLevelObjectives(BUCKETS)
            .register(meters);
    for (DeadLetters.Kind kind : DeadLetters.Kind.values()) {
      deadLettered(kind);
    }
  }

  void count(int handledNow, int duplicatesNow, Iterable<DeadLetters.Refused> refused) {
    int deadLetters = 0;
    for (DeadLetters.Refused one : refused) {
      deadLettered(one.kind()).increment();
      deadLetters++;
    }
    handled.increment(handledNow);
    duplicate.increment(duplicatesNow);
    received.increment(handledNow + duplicatesNow + deadLetters);
  }

  /** Replayed history counts too: it is as old as it is. */
  void stored(Instant takenIn, Instant now) {
    Duration age = Duration.between(takenIn, now);
    freshness.record(age.isNegative() ? Duration.ZERO : age);
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
