package dev.barometer.starter.timetable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever waits for the next look, because something is due at once. */
final class Wake {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /** Returns when it rings, or has rung since the last time, or after that long. */
  void await(Duration atMost) throws InterruptedException {
    if (rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}
