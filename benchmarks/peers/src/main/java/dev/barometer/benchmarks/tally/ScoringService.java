package dev.barometer.benchmarks.tally;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The scoring-service as it is shipped: its runnable jar, in a process of its own. */
public final class ScoringService {
  private ScoringService() {}

  /**
   * Starts it with an empty state; it makes its topics itself.
   *
   * @param settings further ones, each as {@code --name=value}
   */
  public static Measured start(Bench bench, String... settings) throws IOException {
    List<String> java = new ArrayList<>();
    java.add("-jar");
    java.add(bench.serviceJar("scoring-service").toString());
    java.add("--server.port=0");
    java.add("--barometer.api-token=" + UUID.randomUUID());
    java.add("--spring.kafka.bootstrap-servers=" + bench.broker().bootstrapServers());
    java.add(
        "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
            + bench.folder("scoring-state"));
    java.addAll(List.of(settings));
    return bench.contestant("scoring", java);
  }
}
