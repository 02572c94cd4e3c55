package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The processor time of a process, user and system, all threads, as Linux tells it. */
final class ProcessorTime {
  /** The kernel's unit in this file, the same on all of Linux's platforms. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private ProcessorTime() {}

  /** Empty where the system does not tell it, or the process has gone. */
  static Optional<Duration> of(long pid) throws IOException {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Fields follow the name in brackets, which may itself hold blanks and brackets. */
  static Duration parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    return Duration.ofNanos(ticks * NANOS_PER_TICK);
  }
}
