package dev.barometer.starter.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  private static final long MB = 1L << 20;
  private static final Path FOLDER = Path.of("/kept");

  private final List<String> news = new ArrayList<>();
  private final AtomicReference<DiskRoom.Space> space =
      new AtomicReference<>(new DiskRoom.Space(1_000 * MB, 10_000 * MB));
  private long nanos;

  private final DiskRoom room = room(null);

  @Test
  void refusesBelowTheFloor_andAgainTakesAQuarterAboveIt() {
    assertThat(room.isShort()).isFalse();

    left(199);
    assertThat(room.isShort()).isTrue();
    left(249);
    assertThat(room.isShort()).as("above the floor, but hardly").isTrue();
    left(250);
    assertThat(room.isShort()).isFalse();
  }

  @Test
  void saysOnceWhenItBegins_andOnceWhenItEnds() {
    left(100);
    room.isShort();
    left(99);
    room.isShort();
    left(400);
    room.isShort();
    left(401);
    room.isShort();

    assertThat(news)
        .containsExactly(
            "The disk is nearly full: /kept has 100 MB free, and 200 MB must be; what needs room is"
                + " refused until there is",
            "The disk has room again: /kept has 400 MB free, and 200 MB must be");
  }

  @Test
  void asksOfASmallDiskATenth() {
    space.set(new DiskRoom.Space(16 * MB, 150 * MB));
    later();
    assertThat(room.isShort()).isFalse();

    space.set(new DiskRoom.Space(15 * MB - 1, 150 * MB));
    later();
    assertThat(room.isShort()).isTrue();
  }

  @Test
  void takesTheFloorItIsGiven() {
    DiskRoom strict = room(2_000 * MB);

    assertThat(strict.isShort()).isTrue();
  }

  @Test
  void refusesWhatWouldNotFitAboveTheFloor() {
    left(300);

    assertThat(room.lacks(100 * MB)).isFalse();
    assertThat(room.lacks(101 * MB)).isTrue();
    assertThat(room.isShort()).as("a smaller one still fits").isFalse();
  }

  @Test
  void goesByTheFullestDisk() {
    Map<Path, DiskRoom.Space> disks =
        Map.of(
            Path.of("/a"), new DiskRoom.Space(900 * MB, 1_000 * MB),
            Path.of("/b"), new DiskRoom.Space(50 * MB, 1_000 * MB));
    DiskRoom two =
        new DiskRoom(
            List.of(Path.of("/a"), Path.of("/b")), null, disks::get, () -> nanos, news::add);

    assertThat(two.isShort()).isTrue();
    assertThat(two.description()).startsWith("/b has 50 MB free");
  }

  @Test
  void isNeverShort_whenNothingIsWatched() {
    DiskRoom nowhere = new DiskRoom(List.of(), null, news::add);

    assertThat(nowhere.lacks(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void keepsWhatItKnew_whenADiskCannotBeAsked() {
    left(100);
    assertThat(room.isShort()).isTrue();

    space.set(null);
    later();

    assertThat(room.isShort()).isTrue();
  }

  @Test
  void looksAtTheDiskOfAFolderThatIsNotThereYet(@TempDir Path folder) throws IOException {
    var here = DiskRoom.Space.of(folder);
    var below = DiskRoom.Space.of(folder.resolve("not").resolve("yet"));

    assertThat(below.total()).isEqualTo(here.total());
  }

  private DiskRoom room(Long floor) {
    return new DiskRoom(
        List.of(FOLDER),
        floor,
        folder -> {
          DiskRoom.Space found = space.get();
          if (found == null) {
            throw new IOException("gone");
          }
          return found;
        },
        () -> nanos,
        news::add);
  }

  private void left(long megabytes) {
    space.set(new DiskRoom.Space(megabytes * MB, 10_000 * MB));
    later();
  }

  private void later() {
    nanos += Duration.ofSeconds(1).toNanos();
  }
}
