package dev.barometer.starter.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells the lag of each stage, and that the data is old. No part of the readiness: who lags can
 * still answer, and says how old the answer is.
 */
final class ProgressHealth implements HealthIndicator {
  static final Status BEHIND = new Status("BEHIND", "the data is old");

  private final Progress progress;
  private final Chain chain;
  private final Duration behindAfter;
  private final Instant since;

  ProgressHealth(Progress progress, Chain chain, Duration behindAfter, Instant since) {
    this.progress = progress;
    this.chain = chain;
    this.behindAfter = behindAfter;
    this.since = since;
  }

  @Override
  public Health health() {
    boolean isBehind = false;
    Map<String, Object> data = new LinkedHashMap<>();
    for (Data each : Data.values()) {
      if (chain.data().contains(each)) {
        Standing standing = progress.seen(each);
        Duration age = ProgressMetrics.age(standing, since);
        isBehind |= age.compareTo(behindAfter) > 0;
        data.put(
            each.label(),
            Map.of(
                "asOf", standing.asOf(),
                "complete", standing.complete(),
                "seconds", age.toSeconds()));
      }
    }
    Map<String, Object> stages = new LinkedHashMap<>();
    Instant lookedAt = chain.lookedAt();
    for (Chain.Lag lag : progress.lags()) {
      boolean isKnown = lag.asOf().isAfter(Instant.EPOCH);
      Duration behind = Duration.between(isKnown ? lag.asOf() : since, lookedAt);
      stages.put(
          lag.stage(),
          Map.of("records", lag.records(), "seconds", Math.max(0, behind.toSeconds())));
    }
    Health.Builder health = isBehind ? Health.status(BEHIND) : Health.up();
    return health.withDetail("data", data).withDetail("stages", stages).build();
  }
}
