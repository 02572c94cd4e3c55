package dev.barometer.quickstart;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that hangs, and leaves in the log what each of its threads was doing. What the
 * suite has acknowledged is on disk, so that ending it loses nothing.
 */
final class Deadline implements AutoCloseable {

  private static final int STATUS = 1;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final CountDownLatch met = new CountDownLatch(1);

  /**
   * Halts the process unless it is closed in time.
   *
   * @param deed what has to be done by then, for example "stopping"
   */
  static Deadline of(String deed, Duration limit) {
    return new Deadline(
        limit,
        threads -> {
          var late = "%s took longer than %s".formatted(deed, Progress.seconds(limit));
          LoggerFactory.getLogger(Deadline.class).error("{}; the threads:\n{}", late, threads);
          Runtime.getRuntime().halt(STATUS);
        });
  }

  /**
   * @param late takes what each thread does at the end of the limit
   */
  Deadline(Duration limit, Consumer<String> late) {
    var watch = new Thread(() -> watch(limit, late), "deadline");
    watch.setDaemon(true);
    watch.start();
  }

  private void watch(Duration limit, Consumer<String> late) {
    try {
      if (!isMetWithin(limit)) {
        late.accept(threads());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts only time in which the process ran: one that stood still has not hung. */
  private boolean isMetWithin(Duration limit) throws InterruptedException {
    var left = limit;
    while (!left.isNegative() && !left.isZero()) {
      var look = left.compareTo(LOOK) < 0 ? left : LOOK;
      if (met.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      left = left.minus(look);
    }
    return false;
  }

  /** As {@code jstack} prints them, with the locks they hold. */
  private static String threads() {
    try {
      var commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  commands,
                  "threadPrint",
                  new Object[] {new String[] {"-l"}},
                  new String[] {String[].class.getName()});
    } catch (JMException | JMRuntimeException e) {
      return "cannot be told: " + e;
    }
  }

  @Override
  public void close() {
    met.countDown();
  }
}
