package dev.barometer.reporting.delivery;

import dev.barometer.reporting.edition.Delivery;
import dev.barometer.starter.store.RareCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many reports did not reach all of their recipients. */
@Component
class DeliveryMetrics {
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  DeliveryMetrics(DeliveryRepository deliveries, MeterRegistry meters, Clock clock) {
    // Of all instances.
    RareCount undelivered =
        new RareCount(
            "Undelivered reports",
            () -> deliveries.count(Delivery.State.DEAD, Delivery.State.REFUSED),
            BETWEEN_COUNTS,
            clock);
    Gauge.builder("barometer.reports.undelivered", undelivered)
        .description("Reports that did not reach all of their recipients")
        .register(meters);
  }
}
