package dev.barometer.starter.timetable;

import dev.barometer.starter.LoggedFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that do what is due, some for each kind; they go when there is nothing to do. */
final class Workers {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final long IDLE_SECONDS = 30;

  private final int ofEachKind;
  private final Map<String, ThreadPoolExecutor> byKind = new ConcurrentHashMap<>();

  Workers(int ofEachKind) {
    this.ofEachKind = ofEachKind;
  }

  Executor of(String kind) {
    return byKind.computeIfAbsent(kind, this::start);
  }

  private ThreadPoolExecutor start(String kind) {
    ThreadPoolExecutor started =
        new ThreadPoolExecutor(
            ofEachKind,
            ofEachKind,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "timetable-" + kind);
              thread.setDaemon(true);
              thread.setUncaughtExceptionHandler(Workers::said);
              return thread;
            });
    started.allowCoreThreadTimeOut(true);
    return started;
  }

  /** Of what kind it was, without what it quotes; what was begun is done when its lease ends. */
  static void said(Thread thread, Throwable error) {
    log.error("An error in {}", thread.getName(), LoggedFailure.of(error));
  }

  /** Lets end what has begun; whether all has ended in that time. */
  boolean end(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    byKind.values().forEach(ThreadPoolExecutor::shutdown);
    boolean allEnded = true;
    for (ThreadPoolExecutor each : byKind.values()) {
      allEnded &= each.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    byKind.values().forEach(ThreadPoolExecutor::shutdownNow);
    return allEnded;
  }
}
