package dev.barometer.quickstart;

import dev.barometer.starter.disk.DiskRoom;
import dev.barometer.starter.disk.DiskRoom.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the disk of the data folder: tells when there is no room and when there is again, minds
 * the reserve, and says when the database has given up all the same.
 */
final class DiskWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);

  /** The broker writes something twice a second, and ends when it cannot. */
  private static final long SHORTEST_PAUSE_MILLIS = 50;

  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /** As no disk is faster: two gigabytes a second. */
  private static final long FILLED_IN_A_MILLI = 2L << 20;

  private final Path folder;
  private final DiskRoom room;
  private final Reserve reserve;
  private final BooleanSupplier databaseIsBroken;
  private final Runnable broken;
  private final ScheduledExecutorService watch;

  /**
   * @param news is told, in one sentence, when there is no room any more and when there is again
   * @param broken is called once the database cannot go on
   */
  static DiskWatch start(
      DataFolder folder, BooleanSupplier databaseIsBroken, Consumer<String> news, Runnable broken) {
    try {
      var room = new DiskRoom(List.of(folder.root()), null, news);
      var reserve = new Reserve(folder.reserve(), Space.of(folder.root()).total());
      return new DiskWatch(folder.root(), room, reserve, databaseIsBroken, broken);
    } catch (IOException e) {
      throw new QuickstartException(
          "the data folder %s cannot be written to: %s".formatted(folder.root(), e.getMessage()));
    }
  }

  private DiskWatch(
      Path folder,
      DiskRoom room,
      Reserve reserve,
      BooleanSupplier databaseIsBroken,
      Runnable broken) {
    this.folder = folder;
    this.room = room;
    this.reserve = reserve;
    this.databaseIsBroken = databaseIsBroken;
    this.broken = broken;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "disk-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.execute(this::look);
  }

  private void look() {
    long pause = SHORTEST_PAUSE_MILLIS;
    try {
      Space space = Space.of(folder);
      reserve.mind(space);
      pause = reserve.isWhole() ? pauseMillis(space) : SHORTEST_PAUSE_MILLIS;
    } catch (IOException e) {
      log.debug("The reserve could not be minded", e);
    }
    room.isShort();
    if (databaseIsBroken.getAsBoolean()) {
      watch.shutdown();
      broken.run();
    } else {
      lookAgainIn(pause);
    }
  }

  private void lookAgainIn(long millis) {
    try {
      watch.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("The disk is not watched any more", e);
    }
  }

  /** So much room is left that it cannot be filled meanwhile. */
  static long pauseMillis(Space space) {
    long room = space.free() - space.floor();
    return Math.max(
        SHORTEST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, room / FILLED_IN_A_MILLI));
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
