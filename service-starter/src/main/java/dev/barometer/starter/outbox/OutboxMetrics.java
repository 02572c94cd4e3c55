package dev.barometer.starter.outbox;

import dev.barometer.starter.LoggedFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of entries, and how many are dead. */
final class OutboxMetrics {
  private static final Logger log = LoggerFactory.getLogger(OutboxMetrics.class);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

  private final OutboxRepository repository;
  private final MeterRegistry meters;
  private final Clock clock;
  private Instant nextCount = Instant.MIN;
  private long dead;

  OutboxMetrics(OutboxRepository repository, MeterRegistry meters, Clock clock) {
    this.repository = repository;
    this.meters = meters;
    this.clock = clock;
    Gauge.builder("barometer.outbox.dead", this::dead)
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

  /** Of all instances; what is known of it while the database is away. */
  private synchronized long dead() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCount)) {
      nextCount = now.plus(BETWEEN_COUNTS);
      try {
        dead = repository.countDead();
      } catch (RuntimeException e) {
        log.debug("The dead are counted later", LoggedFailure.of(e));
      }
    }
    return dead;
  }
}
