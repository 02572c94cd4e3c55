package dev.barometer.reporting.delivery;

import dev.barometer.reporting.edition.Delivery;
import dev.barometer.starter.LoggedFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many reports did not reach all of their recipients. */
@Component
class DeliveryMetrics {
  private static final Logger log = LoggerFactory.getLogger(DeliveryMetrics.class);
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  private final DeliveryRepository deliveries;
  private final Clock clock;
  private Instant nextCount = Instant.MIN;
  private long undelivered;

  DeliveryMetrics(DeliveryRepository deliveries, MeterRegistry meters, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
    Gauge.builder("barometer.reports.undelivered", this::undelivered)
        .description("Reports that did not reach all of their recipients")
        .register(meters);
  }

  /** Of all instances; what is known of it while the database is away. */
  private synchronized long undelivered() {
    Instant now = clock.instant();
    if (!now.isBefore(nextCount)) {
      nextCount = now.plus(BETWEEN_COUNTS);
      try {
        undelivered = deliveries.count(Delivery.State.DEAD, Delivery.State.REFUSED);
      } catch (RuntimeException e) {
        log.debug("Undelivered reports are counted later", LoggedFailure.of(e));
      }
    }
    return undelivered;
  }
}
