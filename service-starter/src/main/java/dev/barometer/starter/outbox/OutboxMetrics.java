package dev.barometer.starter.outbox;

import dev.barometer.starter.store.RareCount;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** What became of entries, and how many are dead. */
final class OutboxMetrics {
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

  private final MeterRegistry meters;

  OutboxMetrics(OutboxRepository repository, MeterRegistry meters, Clock clock) {
    this.meters = meters;
    // Of all instances.
    RareCount dead = new RareCount("The dead", repository::countDead, BETWEEN_COUNTS, clock);
    Gauge.builder("barometer.outbox.dead", dead)
        .description("What was not sent and waits for somebody")
        .register(meters);
  }

  void count(String kind, SendResult.Kind result) {
    Counter.builder("barometer.outbox.tried")
        .tag("kind", kind)
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }
}
