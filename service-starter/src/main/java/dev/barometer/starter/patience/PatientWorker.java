package dev.barometer.starter.patience;

import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.waiting.GrowingPause;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing after another in a thread of its own, and each again until no outage prevents it.
 * What is left when the service ends has to be taken up by its next start.
 */
public final class PatientWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PatientWorker.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String name;
  private final ExecutorService thread;

  /**
   * @param name of the thread, and of what is done in the log
   */
  public PatientWorker(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Returns at once.
   *
   * @param task may be begun again at any point
   */
  public void submit(Runnable task) {
    try {
      thread.execute(() -> perform(task));
    } catch (RejectedExecutionException e) {
      log.debug("The service ends; the next start does it: {}", name, e);
    }
  }

  private void perform(Runnable task) {
    GrowingPause pause = new GrowingPause(FIRST_PAUSE, LONGEST_PAUSE);
    while (true) {
      try {
        task.run();
        return;
      } catch (RuntimeException e) {
        if (!Outages.isOutage(e)) {
          log.error("Not done before the next start: {}", name, LoggedFailure.of(e));
          return;
        }
        log.warn("Tried again in {}: {}: {}", pause.next(), name, e.toString());
      }
      try {
        pause.sleep();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
