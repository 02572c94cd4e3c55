package dev.barometer.starter.fact;

import dev.barometer.contract.DeadLetterKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts what became of the records of one consumer, by the names all of them use: received =
 * handled + duplicate + dead-lettered. Who handles batches counts when a batch is done, so that it
 * counts once however often it was tried; a stream that falls back to its last commit counts again
 * what it does again.
 */
public final class ConsumerMetrics {
  private final String consumer;
  private final Counter received;
  private final Counter handled;
  private final Counter duplicate;
  private final Map<DeadLetterKind, Counter> deadLettered = new EnumMap<>(DeadLetterKind.class);

  /**
   * @param consumer the topic that is read, or what is done with it
   * @param kinds the kinds of dead letters there may be: their meters are there from the start
   */
  public ConsumerMetrics(MeterRegistry meters, String consumer, Set<DeadLetterKind> kinds) {
    this.consumer = consumer;
    this.received = counter("received", "Records read").register(meters);
    this.handled = counter("handled", "Records that had an effect").register(meters);
    this.duplicate =
        counter("duplicate", "Records that changed nothing: repeats and older ones")
            .register(meters);
    for (DeadLetterKind kind : kinds) {
      deadLettered.put(
          kind,
          counter("dead-lettered", "Records put aside with their reason")
              .tag("reason", kind.label())
              .register(meters));
    }
  }

  public void handled() {
    handled(1);
  }

  public void handled(int records) {
    received.increment(records);
    handled.increment(records);
  }

  public void duplicate() {
    duplicate(1);
  }

  public void duplicate(int records) {
    received.increment(records);
    duplicate.increment(records);
  }

  /**
   * @param kind one of those there may be
   */
  public void deadLettered(DeadLetterKind kind) {
    received.increment();
    Objects.requireNonNull(deadLettered.get(kind), kind::label).increment();
  }

  private Counter.Builder counter(String what, String description) {
    return Counter.builder("barometer.facts." + what)
        .description(description)
        .tag("consumer", consumer);
  }
}
