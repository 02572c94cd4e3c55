package dev.barometer.starter.fact;

import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;

/** What one thread of a reader is at; there are several where the binding says so. */
final class ReaderThread {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final GrowingPause pauses = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
  private int attempts;
  private volatile boolean pausing;
  private volatile long busySince;
  private volatile boolean busy;

  /** A batch is being handled. */
  void begin() {
    busySince = System.nanoTime();
    busy = true;
  }

  /** The batch failed. */
  void end() {
    busy = false;
  }

  boolean isCalm() {
    return !busy && !pausing;
  }

  boolean isBusyFor(Duration time) {
    return busy && System.nanoTime() - busySince > time.toNanos();
  }

  /** One failure more; returns how many there were in a row. */
  int failed() {
    return ++attempts;
  }

  int attempts() {
    return attempts;
  }

  Duration nextPause() {
    return pauses.take();
  }

  void pause(boolean now) {
    pausing = now;
  }

  boolean isPausing() {
    return pausing;
  }
}
