package dev.barometer.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/**
 * Starts the suite once, on free ports and an empty folder that it removes again: {@code ./run}
 * lets Java archive the classes that a start needs, and later starts take them from there.
 */
final class Rehearsal {

  private static final Duration LONGEST = Duration.ofMinutes(4);

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Files.createTempDirectory("barometer-rehearsal");
    var options = Options.withoutSamples(folder, Ports.free(), "rehearsal-rehearsal-rehearsal");
    QuickstartApplication.logInto(options);
    Deadline.of("the rehearsal", LONGEST); // not closed: the process has to end by then
    Quickstart.start(options).close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
