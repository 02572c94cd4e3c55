package dev.barometer.reporting;

import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.starter.fact.Received;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records as they come from a topic. */
public final class ReceivedFixtures {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private ReceivedFixtures() {}

  public static <T extends Fact> Received<T> received(T fact) {
    return record(fact.id(), fact, 0);
  }

  public static <T> Received<T> erased(String key) {
    return record(key, null, 0);
  }

  public static Received<ScopeTallies> received(ScopeTallies tallies, long sequence) {
    return record(ScopeTallies.key(tallies.scope(), tallies.bucket()), tallies, sequence);
  }

  public static <T> Received<T> record(String key, @Nullable T value, long sequence) {
    return new Received<>(key, value, "test", NOON, sequence, "topic", 0, 0);
  }
}
