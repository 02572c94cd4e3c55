package dev.barometer.benchmarks.service;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.benchmarks.load.LoadGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the load generator, in a process of its own on the core of the load, told of one run.
 *
 * @param acknowledged how many calls were answered 200 or 201, or a form's 302
 * @param others how many were answered anything else, were lost or never sent
 * @param rate acknowledged calls a second
 * @param p50 of their latency, from when they were due, in milliseconds
 */
public record LoadRun(long acknowledged, long others, double rate, double p50, double p99) {
  private static final Pattern TOLD =
      Pattern.compile(
          "(\\S+)/s acknowledged, .* by status \\{(.*?)}, never sent (\\d+);"
              + " acknowledged p50 (\\S+) p99 (\\S+) ");
  private static final Set<String> ACKNOWLEDGED = Set.of("200", "201", "302");
  private static final Pattern STATUS = Pattern.compile("(\\w+)=(\\d+)");

  /**
   * Runs it to the end.
   *
   * @param rate calls a second; 0 for a closed loop
   * @param more further options of {@link LoadGenerator}, each with its value
   */
  public static LoadRun of(
      Bench bench,
      int port,
      String token,
      int rate,
      Duration duration,
      int connections,
      String... more)
      throws IOException, InterruptedException {
    Path log = bench.work().resolve("load.log");
    List<String> command = new ArrayList<>(List.of("env", "BAROMETER_API_TOKEN=" + token));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName(),
            "--port",
            Integer.toString(port),
            "--rate",
            Integer.toString(rate),
            "--seconds",
            Long.toString(duration.toSeconds()),
            "--connections",
            Integer.toString(connections),
            "--prefix",
            UUID.randomUUID().toString()));
    command.addAll(List.of(more));
    try (Measured generator = Measured.start(bench.cores(), command, bench.work(), log)) {
      bench.cores().pinLoad(generator.handle());
      generator.handle().onExit().join();
    }
    return parse(Files.readString(log));
  }

  static LoadRun parse(String told) throws IOException {
    Matcher line = TOLD.matcher(told);
    if (!line.find()) {
      throw new IOException("the load generator told nothing: " + told);
    }
    long acknowledged = 0;
    long others = Long.parseLong(line.group(3));
    Matcher status = STATUS.matcher(line.group(2));
    while (status.find()) {
      long count = Long.parseLong(status.group(2));
      if (ACKNOWLEDGED.contains(status.group(1))) {
        acknowledged += count;
      } else {
        others += count;
      }
    }
    return new LoadRun(
        acknowledged,
        others,
        Double.parseDouble(line.group(1)),
        Double.parseDouble(line.group(4)),
        Double.parseDouble(line.group(5)));
  }
}
