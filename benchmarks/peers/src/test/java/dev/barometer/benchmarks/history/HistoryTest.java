package dev.barometer.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

  private final History history = new History("r-", 2_000, MONDAY, Duration.ofDays(2), true);

  @Test
  void endsAsItsHighestRevisionsSay() {
    Map<String, Response> newest = new HashMap<>();
    history.forEachRecord(
        response ->
            newest.merge(response.id(), response, (a, b) -> b.revision() > a.revision() ? b : a));

    assertThat(newest).hasSize(history.count());
    for (int number = 0; number < history.count(); number++) {
      Response last = history.last(number);
      assertThat(newest).containsEntry(last.id(), last);
      assertThat(last.withdrawnAt() != null).isEqualTo(history.isWithdrawn(number));
    }
  }

  @Test
  void hasRepeatsAndChanges() {
    int[] records = {0};
    history.forEachRecord(response -> records[0]++);

    assertThat(records[0]).isGreaterThan(history.count() + history.count() / 100);
    assertThat(history.counted()).isLessThan(history.count());
  }
}
