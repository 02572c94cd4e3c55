package dev.barometer.benchmarks.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks at a steady rate from several threads. A latency counts from when the query was due, so one
 * that waits for a thread is not forgiven.
 */
final class OpenLoop {
  private static final int THREADS = 16;
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private OpenLoop() {}

  /** One query, by its number; answers how many observations it found. */
  @FunctionalInterface
  interface Question {
    long ask(int number) throws Exception;
  }

  /** Latencies in nanoseconds. */
  static Histogram run(int rate, Duration duration, Question question)
      throws InterruptedException, ExecutionException {
    Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
    AtomicInteger next = new AtomicInteger();
    int all = rate * (int) duration.toSeconds();
    long began = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> asking = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        asking.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < all; n = next.getAndIncrement()) {
                    long due = began + (long) (n / (double) rate * 1e9);
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    question.ask(n);
                    latencies.recordValue(
                        Math.max(0, Math.min(System.nanoTime() - due, LONGEST_NANOS)));
                  }
                  return null;
                }));
      }
      for (Future<Void> each : asking) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return latencies;
  }
}
