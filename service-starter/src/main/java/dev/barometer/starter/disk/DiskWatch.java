package dev.barometer.starter.disk;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks also while nobody calls, so that it is told when the room ends and when it is back. */
final class DiskWatch implements AutoCloseable {
  private static final int SECONDS = 1;

  private final ScheduledExecutorService watch;

  DiskWatch(DiskRoom room) {
    watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "disk-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.scheduleWithFixedDelay(room::isShort, 0, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
