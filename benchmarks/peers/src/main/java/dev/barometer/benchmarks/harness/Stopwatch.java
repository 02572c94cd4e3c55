package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Measures a process over a span of time. */
public final class Stopwatch {
  private final Measured process;
  private final Optional<Duration> cpuBefore;
  private final long began;

  private Stopwatch(Measured process) throws IOException {
    this.process = process;
    this.cpuBefore = process.cpu();
    this.began = System.nanoTime();
  }

  public static Stopwatch start(Measured process) throws IOException {
    return new Stopwatch(process);
  }

  /** What was used since the start. */
  public Usage used() throws IOException {
    Duration wall = Duration.ofNanos(System.nanoTime() - began);
    Optional<Duration> cpu = process.cpu().flatMap(after -> cpuBefore.map(after::minus));
    return new Usage(wall, cpu);
  }
}
