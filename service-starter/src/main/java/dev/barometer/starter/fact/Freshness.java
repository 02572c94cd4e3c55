package dev.barometer.starter.fact;

import dev.barometer.starter.event.Provenance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Measures how old what a consumer stores is: since it was taken in at the edge. */
final class Freshness {
  private static final Duration[] BUCKETS =
      Stream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Timer timer;

  Freshness(MeterRegistry meters, String consumer) {
    timer =
        Timer.builder("barometer.freshness")
            .description("From the acceptance of what a record says to its being stored here")
            .tag("consumer", consumer)
            .serviceLevelObjectives(BUCKETS)
            .register(meters);
  }

  /** Replayed history counts too: it is as old as it is. */
  void stored(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Instant takenIn = Provenance.takenIn(record.headers());
      if (takenIn != null) {
        Duration age = Duration.between(takenIn, now);
        timer.record(age.isNegative() ? Duration.ZERO : age);
      }
    }
  }
}
