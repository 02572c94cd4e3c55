package dev.barometer.benchmarks.start;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Contestant;
import dev.barometer.benchmarks.harness.Row;
import dev.barometer.benchmarks.harness.Trial;
import dev.barometer.benchmarks.service.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets the row up: one start that builds what is missing, then each in an empty folder. */
public final class SuiteStart {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HIGHEST = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Bench bench;

  private SuiteStart(Bench bench) {
    this.bench = bench;
  }

  public static Row row(Bench bench) throws Exception {
    RunningSuite.start(bench, bench.folder("suite-first")).close();
    SuiteStart start = new SuiteStart(bench);
    String method =
        """
        ./run --no-samples in an empty folder: broker, database and four services in one process, on all cores; built, and its archive of classes made, \
        before. Ready is when all four services answer their readiness with 200. The memory is the whole process's resident set, %d s later and at its \
        highest."""
            .formatted(IDLE.toSeconds());
    return new Row(
        "10",
        "Start of the suite to ready, and its memory (quickstart)",
        method,
        List.of(Contestant.of("quickstart", start::start)));
  }

  private Trial start() throws Exception {
    long began = System.nanoTime();
    try (RunningSuite suite = RunningSuite.start(bench, bench.folder("suite"))) {
      double seconds = (System.nanoTime() - began) / 1e9;
      double cpu = suite.process().cpu().orElse(Duration.ZERO).toMillis() / 1e3;
      TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
      Map<String, Double> measures = new LinkedHashMap<>();
      measures.put("s to ready", seconds);
      measures.put("CPU s to ready", cpu);
      measures.put("resident MiB", mebibytes(suite, RESIDENT));
      measures.put("highest MiB", mebibytes(suite, HIGHEST));
      return new Trial(measures);
    }
  }

  private static double mebibytes(RunningSuite suite, Pattern field) throws IOException {
    long pid = suite.process().handle().pid();
    Matcher line = field.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    if (!line.find()) {
      throw new IOException("the system does not tell the memory of a process");
    }
    return Long.parseLong(line.group(1)) / 1024.0;
  }
}
