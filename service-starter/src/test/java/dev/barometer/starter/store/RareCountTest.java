package dev.barometer.starter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.timetable.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RareCountTest {
  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-30T08:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private boolean isAway;
  private final RareCount count =
      new RareCount("Things", this::counted, Duration.ofMinutes(1), clock);

  private long counted() {
    int times = asked.incrementAndGet();
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return times;
  }

  @Test
  void asksOnceAMinute() {
    assertThat(count.get()).isEqualTo(1L);
    clock.advance(Duration.ofSeconds(59));
    assertThat(count.get()).isEqualTo(1L);
    clock.advance(Duration.ofSeconds(1));
    assertThat(count.get()).isEqualTo(2L);
  }

  @Test
  void tellsWhatWasKnown_whileTheDatabaseIsAway_andAsksItNoMoreOften() {
    assertThat(count.get()).isEqualTo(1L);
    isAway = true;
    clock.advance(Duration.ofMinutes(1));
    assertThat(count.get()).isEqualTo(1L);
    assertThat(count.get()).isEqualTo(1L);
    assertThat(asked).hasValue(2);
    isAway = false;
    clock.advance(Duration.ofMinutes(1));
    assertThat(count.get()).isEqualTo(3L);
  }
}
