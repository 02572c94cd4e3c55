package dev.barometer.quickstart;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells the person who waits what is done, one line per step. */
final class Progress {

  private final PrintStream out;
  private final int steps;
  private int done;

  Progress(PrintStream out, int steps) {
    this.out = out;
    this.steps = steps;
  }

  static Progress silent() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Progress(nowhere, 0);
  }

  /** Runs one step; steps may run at the same time, each is told when it is done. */
  <T> T step(String name, Supplier<T> step) {
    var began = System.nanoTime();
    var result = step.get();
    tell(name, Duration.ofNanos(System.nanoTime() - began));
    return result;
  }

  private synchronized void tell(String name, Duration took) {
    out.printf(Locale.ROOT, "[%d/%d] %s ... %s%n", ++done, steps, name, seconds(took));
    out.flush();
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
