package dev.barometer.starter.patience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why in one line, stops what can be stopped, and ends whether that succeeds or not. */
final class RealProcessEnd implements ProcessEnd {
  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

  /** "A temporary failure: try again", as the system's own programs say it. */
  static final int STATUS = 75;

  private static final int LONGEST_STOP_SECONDS = 60;

  /** Several services may share a process. */
  private static final AtomicBoolean ending = new AtomicBoolean();

  @Override
  public void end(String reason) {
    if (ending.getAndSet(true)) {
      return;
    }
    log.error("This process ends with status {}, to be started anew: {}", STATUS, reason);
    start("end", () -> System.exit(STATUS));
    start("end-at-last", RealProcessEnd::haltAtLast);
  }

  private static void haltAtLast() {
    try {
      TimeUnit.SECONDS.sleep(LONGEST_STOP_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(STATUS);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
