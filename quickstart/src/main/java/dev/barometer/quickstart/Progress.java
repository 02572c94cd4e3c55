package dev.barometer.quickstart;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person who waits what is done, one line per step, and each few seconds what is still
 * being waited for.
 */
final class Progress {

  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);

  private final PrintStream out;
  private final int steps;
  private final Duration betweenSigns;
  private final Map<String, Long> running = new LinkedHashMap<>();
  private int done;
  private @Nullable Thread signs;

  Progress(PrintStream out, int steps) {
    this(out, steps, BETWEEN_SIGNS);
  }

  Progress(PrintStream out, int steps, Duration betweenSigns) {
    this.out = out;
    this.steps = steps;
    this.betweenSigns = betweenSigns;
  }

  static Progress silent() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Progress(nowhere, 0);
  }

  /** Runs one step; steps may run at the same time, each is told when it is done. */
  <T> T step(String name, Supplier<T> step) {
    var began = begin(name);
    try {
      var result = step.get();
      tell(name, Duration.ofNanos(System.nanoTime() - began));
      return result;
    } finally {
      end(name);
    }
  }

  private synchronized long begin(String name) {
    var began = System.nanoTime();
    running.put(name, began);
    if (signs == null) {
      signs = new Thread(this::giveSigns, "signs-of-life");
      signs.setDaemon(true);
      signs.start();
    }
    return began;
  }

  private synchronized void end(String name) {
    running.remove(name);
    notifyAll();
  }

  /** Until nothing runs; the next step begins anew. */
  private synchronized void giveSigns() {
    var next = System.nanoTime() + betweenSigns.toNanos();
    try {
      while (!running.isEmpty()) {
        var left = next - System.nanoTime();
        if (left > 0) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
          continue;
        }
        tellWhatRuns();
        next += betweenSigns.toNanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    signs = null;
  }

  private void tellWhatRuns() {
    var now = System.nanoTime();
    var what = new StringJoiner(", ");
    running.forEach(
        (name, began) ->
            what.add("%s (%d s)".formatted(name, Duration.ofNanos(now - began).toSeconds())));
    out.printf(Locale.ROOT, "      waiting for %s%n", what);
    out.flush();
  }

  private synchronized void tell(String name, Duration took) {
    out.printf(Locale.ROOT, "[%d/%d] %s ... %s%n", ++done, steps, name, seconds(took));
    out.flush();
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
