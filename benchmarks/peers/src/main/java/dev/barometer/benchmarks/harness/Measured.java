package dev.barometer.benchmarks.harness;

import dev.barometer.benchmarks.load.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that is measured: a Java program, with the processes it starts. */
public final class Measured implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int LAST_WORDS = 5;

  private final Process process;
  private final Path log;

  private Measured(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a Java program on both cores; {@link Cores#pinContestant} confines it when it is warm.
   *
   * @param java what follows {@code java}: options, class path, main class, arguments
   * @param log where its output goes
   */
  public static Measured java(Cores cores, List<String> java, Path directory, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    return start(cores, command, directory, log);
  }

  /** Starts any command on both cores. */
  public static Measured start(Cores cores, List<String> command, Path directory, Path log)
      throws IOException {
    Process process =
        new ProcessBuilder(cores.onBoth(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Measured(process, log);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the wait of whoever waits for something that this process will no longer do. */
  public void checkAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the process has ended: " + lastWords());
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("; ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** The processor time so far, of the process and of those it started; empty where unknown. */
  public Optional<Duration> cpu() throws IOException {
    List<Duration> times = new ArrayList<>();
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      ProcessorTime.of(each.pid()).ifPresent(times::add);
    }
    return times.stream().reduce(Duration::plus);
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }
}
