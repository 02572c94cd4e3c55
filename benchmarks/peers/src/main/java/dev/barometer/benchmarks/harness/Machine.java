package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shape of the machine, and nothing that tells which one it is. */
public record Machine(String processor, int cores, long memoryGiB, String jdk, String system) {
  public static Machine here() throws IOException {
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(kibibytes() / 1024.0 / 1024.0),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name"));
  }

  String inWords() {
    return "%s, %d cores, %d GiB of memory, %s, %s."
        .formatted(processor, cores, memoryGiB, jdk, system);
  }

  private static long kibibytes() throws IOException {
    return Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal", "0 kB").replace(" kB", ""));
  }

  private static String field(Path file, String name, String unknown) throws IOException {
    if (!Files.exists(file)) {
      return unknown;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(unknown);
    }
  }
}
