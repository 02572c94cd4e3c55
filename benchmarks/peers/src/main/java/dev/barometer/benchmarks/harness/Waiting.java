package dev.barometer.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another process does. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 10;

  private Waiting() {}

  /** What may become true; may itself wait a little. */
  @FunctionalInterface
  public interface Condition {
    boolean isMet() throws Exception;
  }

  /** Asks again until the condition is met, the process has ended or patience has. */
  public static void until(String what, Duration patience, Measured process, Condition condition)
      throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.isMet()) {
      process.checkAlive();
      if (System.nanoTime() > end) {
        throw new TimeoutException("waited " + patience + " until " + what);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
