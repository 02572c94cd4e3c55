package dev.barometer.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flink as a contestant: a process with a class path of its own. */
public final class FlinkJob {
  private static final String CHECKPOINT = "chk-";

  private FlinkJob() {}

  /**
   * Starts a job; it may use both cores until it is confined.
   *
   * @param shape what it computes, as the job calls it
   * @param state where it keeps its state and its checkpoints; it goes on from the latest one there
   */
  public static Measured start(Bench bench, String shape, String backend, Path state)
      throws IOException {
    Path target = bench.home().resolve("benchmarks/flink/target");
    String libraries = Files.readString(target.resolve("classpath")).strip();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Dlogback.configurationFile=flink-logback.xml",
                "-cp",
                target.resolve("classes") + ":" + libraries,
                "dev.barometer.benchmarks.flink.RollingJob",
                bench.broker().bootstrapServers(),
                shape,
                backend,
                state.toString()));
    latestCheckpoint(state).map(Path::toUri).map(Object::toString).ifPresent(options::add);
    return bench.contestant("flink", options);
  }

  private static Optional<Path> latestCheckpoint(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparing(FlinkJob::number));
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
  }
}
