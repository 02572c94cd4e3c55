package dev.barometer.survey.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostLimitTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final PostLimit limit = new PostLimit();

  @Test
  void countsEachLinkByItself() {
    for (int i = 0; i < PostLimit.MOST; i++) {
      assertThat(limit.take("i1", NOW)).isZero();
    }

    assertThat(limit.take("i1", NOW.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
    assertThat(limit.take("i2", NOW)).isZero();
    assertThat(limit.take("i1", NOW.plus(PostLimit.SPAN))).isZero();
  }

  @Test
  void remembersNoMoreThanSoMany() {
    for (int i = 0; i < 20_000; i++) {
      limit.take("i" + i, NOW);
    }

    assertThat(limit.remembered()).isEqualTo(10_000);
  }
}
