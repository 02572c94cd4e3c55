package dev.barometer.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who runs where: the contestant has the first core, the broker and the load have the second. Where
 * there is no {@code taskset} or but one core, everything runs everywhere.
 */
public final class Cores {
  private static final String CONTESTANT = "0";
  private static final String LOAD = "1";
  private static final String BOTH = CONTESTANT + "," + LOAD;

  private final boolean isPinned;

  private Cores(boolean isPinned) {
    this.isPinned = isPinned;
  }

  /** To be asked before anything is pinned. */
  public static Cores ofThisMachine() throws InterruptedException {
    return new Cores(
        Runtime.getRuntime().availableProcessors() > 1
            && succeeds("taskset", "-c", BOTH, "taskset", "-V"));
  }

  /** Whether contestant and load are kept apart. */
  public boolean isPinned() {
    return isPinned;
  }

  /** Moves a process, and those it started, with all their threads to the contestant's core. */
  public void pinContestant(ProcessHandle process) throws InterruptedException {
    pin(process, CONTESTANT);
    for (ProcessHandle child : process.descendants().toList()) {
      pin(child, CONTESTANT);
    }
  }

  /** Moves a process with all its threads to the core of broker and load. */
  public void pinLoad(ProcessHandle process) throws InterruptedException {
    pin(process, LOAD);
  }

  private void pin(ProcessHandle process, String core) throws InterruptedException {
    if (isPinned && !succeeds("taskset", "-a", "-c", "-p", core, Long.toString(process.pid()))) {
      throw new IllegalStateException("taskset cannot pin process " + process.pid());
    }
  }

  /** The command so that what it starts may run on both cores, wherever this process runs. */
  public List<String> onBoth(List<String> command) {
    return isPinned
        ? Stream.concat(Stream.of("taskset", "-c", BOTH), command.stream()).toList()
        : command;
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command here
    }
  }
}
