package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.disk.DiskRoom.Space;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
  private static final long GB = 1L << 30;
  private static final long TOTAL = 100 * GB;

  @Test
  void looksAsOftenAsItCan_whereThereIsLittleRoom() {
    long floor = new Space(TOTAL, TOTAL).floor();

    assertThat(DiskWatch.pauseMillis(new Space(0, TOTAL))).isEqualTo(50);
    assertThat(DiskWatch.pauseMillis(new Space(floor, TOTAL))).isEqualTo(50);
    assertThat(DiskWatch.pauseMillis(new Space(floor + GB / 100, TOTAL))).isEqualTo(50);
  }

  @Test
  void looksAgainBeforeTheRoomCanBeFilled() {
    long floor = new Space(TOTAL, TOTAL).floor();

    assertThat(DiskWatch.pauseMillis(new Space(floor + GB, TOTAL))).isEqualTo(512);
    assertThat(DiskWatch.pauseMillis(new Space(TOTAL, TOTAL))).isEqualTo(1_000);
  }
}
