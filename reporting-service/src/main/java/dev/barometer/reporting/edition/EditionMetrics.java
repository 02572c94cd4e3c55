package dev.barometer.reporting.edition;

import dev.barometer.starter.LoggedFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How long it takes until an edition is collected, and how many take too long. */
@Component
class EditionMetrics {
  private static final Logger log = LoggerFactory.getLogger(EditionMetrics.class);
  private static final Duration TOO_LONG = Duration.ofMinutes(20);
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  private final EditionRepository editions;
  private final Clock clock;
  private final Timer collection;
  private Instant nextCount = Instant.MIN;
  private long late;

  EditionMetrics(EditionRepository editions, MeterRegistry meters, Clock clock) {
    this.editions = editions;
    this.clock = clock;
    this.collection =
        Timer.builder("barometer.reports.collection")
            .description("From when a report was planned until its figures were there")
            .register(meters);
    Gauge.builder("barometer.reports.late", this::late)
        .description("Reports whose figures are not there long after they were planned")
        .register(meters);
  }

  void collected(Instant planned) {
    collection.record(Duration.between(planned, clock.instant()));
  }

  /** Of all instances; what is known of it while the database is away. */
  private synchronized long late() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCount)) {
      nextCount = now.plus(BETWEEN_COUNTS);
      try {
        late = editions.countCollectingSince(now.minus(TOO_LONG));
      } catch (RuntimeException e) {
        log.debug("Late reports are counted later", LoggedFailure.of(e));
      }
    }
    return late;
  }
}
