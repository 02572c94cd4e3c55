package dev.barometer.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BrakeTest {
  private static final String HERE = "192.0.2.17";
  private static final String THERE = "198.51.100.4";

  private final SetClock clock = new SetClock();
  private final Brake brake =
      new Brake(
          new BrakeProperties(
              3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(15), 100),
          clock);

  @Test
  void letsTheFirstFailuresPass_thenPausesForLongerAndLonger() {
    for (int i = 0; i < 3; i++) {
      assertThat(brake.failed(HERE)).isFalse();
    }
    assertThat(pause(HERE)).isZero();

    assertThat(brake.failed(HERE)).isTrue();
    assertThat(pause(HERE)).isEqualTo(Duration.ofSeconds(1));

    assertThat(brake.failed(HERE)).isFalse();
    assertThat(pause(HERE)).isEqualTo(Duration.ofSeconds(2));

    for (int i = 0; i < 50; i++) {
      brake.failed(HERE);
    }
    assertThat(pause(HERE)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void endsAPause_whenItsTimeHasCome() {
    fail(HERE, 4);

    clock.now = clock.now.plusMillis(400);
    assertThat(pause(HERE)).isEqualTo(Duration.ofMillis(600));

    clock.now = clock.now.plusMillis(600);
    assertThat(pause(HERE)).isZero();
  }

  @Test
  void concernsNobodyElse() {
    fail(HERE, 40);

    assertThat(pause(THERE)).isZero();
  }

  @Test
  void remembersABoundedNumber() {
    for (int i = 0; i < 10_000; i++) {
      fail("203.0.113." + i, 5);
    }

    assertThat(brake.remembered()).isLessThanOrEqualTo(100);
  }

  private void fail(String target, int times) {
    for (int i = 0; i < times; i++) {
      brake.failed(target);
    }
  }

  private Duration pause(String target) {
    return brake.pauseFor(target);
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
