package dev.barometer.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another process does. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 10;

  /** A process is at rest when it needs less than this of each of so many seconds. */
  private static final Duration AT_REST = Duration.ofMillis(400);

  private static final int CALM_SECONDS = 3;

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

  /** Returns when the process has done what it was given, as its processor time tells. */
  public static void untilAtRest(Duration patience, Measured process) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    int calm = 0;
    while (calm < CALM_SECONDS) {
      process.checkAlive();
      if (System.nanoTime() > end) {
        throw new TimeoutException("waited " + patience + " until the process was at rest");
      }
      Duration before = process.cpu().orElse(Duration.ZERO);
      TimeUnit.SECONDS.sleep(1);
      Duration used = process.cpu().orElse(Duration.ZERO).minus(before);
      calm = used.compareTo(AT_REST) < 0 ? calm + 1 : 0;
    }
  }
}
