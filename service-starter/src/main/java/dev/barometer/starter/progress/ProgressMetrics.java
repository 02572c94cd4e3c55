package dev.barometer.starter.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** The age of the data and the lag of each stage as meters. */
final class ProgressMetrics {
  private ProgressMetrics() {}

  /**
   * @param since when watching began: what is not known yet is at least as old as that
   */
  static void register(Progress progress, Chain chain, Instant since, MeterRegistry meters) {
    for (Data data : chain.data()) {
      Gauge.builder(
              "barometer.progress.age", () -> age(progress.seen(data), since).toMillis() / 1e3)
          .description("How old the data is: everything accepted before is in it")
          .baseUnit("seconds")
          .tag("data", data.label())
          .register(meters);
    }
    for (String stage : chain.stages()) {
      Gauge.builder("barometer.progress.lag", () -> lag(progress, stage))
          .description("Records that wait for a stage")
          .tag("stage", stage)
          .register(meters);
    }
  }

  static Duration age(Standing standing, Instant since) {
    Duration sinceStart = Duration.between(since, standing.at());
    return standing.isKnown() ? standing.age() : sinceStart;
  }

  private static long lag(Progress progress, String stage) {
    return progress.lags().stream()
        .filter(lag -> lag.stage().equals(stage))
        .mapToLong(Chain.Lag::records)
        .sum();
  }
}
