package dev.barometer.starter.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final long TIME = Settling.TIME.toNanos();

  @Test
  void settlesAfterItsTime_withOrWithoutFurtherSaves() {
    Settling saved = Settling.at(5, 0).then(9, TIME);

    assertThat(saved.settledBy(TIME)).isEqualTo(5);
    assertThat(saved.settledBy(2 * TIME - 1)).isEqualTo(5);
    assertThat(saved.settledBy(2 * TIME)).isEqualTo(9);
    assertThat(saved.then(12, 2 * TIME).settledBy(2 * TIME)).isEqualTo(9);
  }

  /** Whatever is saved when: nothing younger than its time counts, and what waits is not old. */
  @Test
  void neverCountsTheYoung_andNeverLagsByMoreThanTwiceTheTime() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Settling saved = Settling.at(0, 0);
      List<Long> savedAt = new ArrayList<>(List.of(0L));
      long now = 0;
      for (int next = 1; next < 60; next++) {
        now += (long) (random.nextDouble() * random.nextInt(1, 3) * TIME / 3);
        saved = saved.then(next, now);
        savedAt.add(now);
        long away = now + (long) (random.nextDouble() * TIME * 2);
        int settled = (int) saved.settledBy(away);
        assertThat(away - savedAt.get(settled))
            .as("seed %s", seed)
            .isGreaterThanOrEqualTo(settled == 0 ? 0 : TIME);
        if (settled < next) {
          assertThat(away - savedAt.get(settled + 1)).as("seed %s", seed).isLessThan(3 * TIME);
        }
      }
    }
  }
}
