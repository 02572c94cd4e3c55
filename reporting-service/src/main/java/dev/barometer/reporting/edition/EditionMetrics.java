package dev.barometer.reporting.edition;

import dev.barometer.starter.store.RareCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long it takes until an edition is collected, and how many take too long. */
@Component
class EditionMetrics {
  private static final Duration TOO_LONG = Duration.ofMinutes(20);
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  private final Clock clock;
  private final Timer collection;

  EditionMetrics(EditionRepository editions, MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.collection =
        Timer.builder("barometer.reports.collection")
            .description("From when a report was planned until its figures were there")
            .register(meters);
    // Of all instances.
    RareCount late =
        new RareCount(
            "Late reports",
            () -> editions.countCollectingSince(clock.instant().minus(TOO_LONG)),
            BETWEEN_COUNTS,
            clock);
    Gauge.builder("barometer.reports.late", late)
        .description("Reports whose figures are not there long after they were planned")
        .register(meters);
  }

  void collected(Instant planned) {
    collection.record(Duration.between(planned, clock.instant()));
  }
}
