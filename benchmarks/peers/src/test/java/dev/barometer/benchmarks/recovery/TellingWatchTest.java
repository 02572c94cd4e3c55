package dev.barometer.benchmarks.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.benchmarks.harness.WrongResultException;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellingWatchTest {
  private static final String KEY = "all|d2026-11-22";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final TellingWatch watch = new TellingWatch();

  @BeforeEach
  void begin() {
    watch.begin();
  }

  @Test
  void countsTheResponsesOfTheScopeAll() {
    watch.see(KEY, published(2));
    watch.see(KEY, published(5));
    watch.see("team:A|d2026-11-22", published(3));

    assertThat(watch.counted()).isEqualTo(5);
  }

  @Test
  void passes_whenTalliesOnlyGrowUpToTheLast() {
    watch.see(KEY, published(2));
    watch.see(KEY, published(5));

    assertThatCode(() -> watch.check(Map.of(KEY, tallies(5)))).doesNotThrowAnyException();
  }

  @Test
  void fails_whenATallyCountsLessThanBefore() {
    watch.see(KEY, published(5));
    watch.see(KEY, published(4));

    assertThatThrownBy(() -> watch.check(Map.of(KEY, tallies(5))))
        .isInstanceOf(WrongResultException.class);
  }

  @Test
  void fails_whenATallyCountsMoreThanThereIsInTheEnd() {
    watch.see(KEY, published(6));
    watch.see(KEY, published(6));

    assertThatThrownBy(() -> watch.check(Map.of(KEY, tallies(5))))
        .isInstanceOf(WrongResultException.class);
  }

  private static byte[] published(int responses) {
    return FactJson.write(ScopeTallies.of("all", "d2026-11-22", tallies(responses)));
  }

  private static Tallies tallies(int responses) {
    Tallies tallies = new Tallies();
    for (int i = 0; i < responses; i++) {
      tallies.add(Observation.volume("responses", NOON));
    }
    return tallies;
  }
}
