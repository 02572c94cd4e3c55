package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Measures processes over a span of time. */
public final class Stopwatch {
  private final List<Measured> processes;
  private final Optional<Duration> cpuBefore;
  private final long began;

  private Stopwatch(List<Measured> processes) throws IOException {
    this.processes = processes;
    this.cpuBefore = cpu();
    this.began = System.nanoTime();
  }

  /** Starts now; the processor time of several processes is added up. */
  public static Stopwatch start(Measured... processes) throws IOException {
    return new Stopwatch(List.of(processes));
  }

  /** What was used since the start. */
  public Usage used() throws IOException {
    Duration wall = Duration.ofNanos(System.nanoTime() - began);
    Optional<Duration> cpu = cpu().flatMap(after -> cpuBefore.map(after::minus));
    return new Usage(wall, cpu);
  }

  private Optional<Duration> cpu() throws IOException {
    Duration sum = Duration.ZERO;
    for (Measured process : processes) {
      Optional<Duration> cpu = process.cpu();
      if (cpu.isEmpty()) {
        return cpu;
      }
      sum = sum.plus(cpu.get());
    }
    return Optional.of(sum);
  }
}
