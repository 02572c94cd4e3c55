package dev.barometer.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.starter.disk.DiskRoom.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {
  private static final long MB = 1L << 20;

  /** A sixteenth of it is a reserve of two megabytes. */
  private static final long TOTAL = 32 * MB;

  private static final long RESERVE = 2 * MB;
  private static final Space EMPTY = new Space(TOTAL, TOTAL);
  private static final Space FULL = new Space(0, TOTAL);

  @TempDir Path folder;

  @Test
  void growsPieceByPiece_andTakesNoMore() throws IOException {
    var reserve = new Reserve(folder, TOTAL);

    mind(reserve, EMPTY, Reserve.PIECES + 3);

    assertThat(reserve.kept()).isEqualTo(Reserve.PIECES);
    assertThat(bytes()).isEqualTo(RESERVE);
  }

  @Test
  void givesBackOnePieceAtATime_soThatWhoeverStillFillsTheDiskDoesNotGetAll() throws IOException {
    var reserve = new Reserve(folder, TOTAL);
    mind(reserve, EMPTY, Reserve.PIECES);

    reserve.mind(FULL);
    assertThat(bytes()).isEqualTo(RESERVE - RESERVE / Reserve.PIECES);
    reserve.mind(new Space(RESERVE / Reserve.PIECES, TOTAL));
    assertThat(reserve.kept()).as("one was enough").isEqualTo(Reserve.PIECES - 1);

    mind(reserve, FULL, Reserve.PIECES + 3);
    assertThat(reserve.kept()).isZero();
    assertThat(bytes()).isZero();
  }

  @Test
  void growsAgainOnlyWhereItDoesNotBringTheShortageBack() throws IOException {
    var reserve = new Reserve(folder, TOTAL);
    long floor = EMPTY.floor();

    mind(reserve, new Space(floor + floor / 4 + RESERVE, TOTAL), 10);
    assertThat(reserve.kept()).isZero();

    mind(reserve, new Space(floor + floor / 4 + 2 * RESERVE, TOTAL), 10);
    assertThat(reserve.kept()).isEqualTo(Reserve.PIECES);
  }

  @Test
  void knowsWhatAProcessBeforeHasKept() throws IOException {
    mind(new Reserve(folder, TOTAL), EMPTY, 3);

    assertThat(new Reserve(folder, TOTAL).kept()).isEqualTo(3);
  }

  private static void mind(Reserve reserve, Space space, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      reserve.mind(space);
    }
  }

  private long bytes() throws IOException {
    long sum = 0;
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }
}
