package dev.barometer.benchmarks.service;

import dev.barometer.benchmarks.harness.Bench;
import dev.barometer.benchmarks.harness.Measured;
import dev.barometer.contract.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** The scoring as it is shipped, exactly once, one stream thread, with its state in a folder. */
public final class ScoringService {
  public static final String NAME = "scoring-service";

  /** As many as the service makes by itself. */
  public static final int PARTITIONS = 8;

  /** What the settings of its stream begin with. */
  public static final String STREAMS = "spring.cloud.stream.kafka.streams.binder.configuration.";

  private ScoringService() {}

  /** Starts it on the contestant's core; it goes on with what the folder holds. */
  public static Measured start(Bench bench, Path state, String log)
      throws IOException, InterruptedException {
    Measured process = startOnBothCores(bench, state, log);
    bench.cores().pinContestant(process.handle());
    return process;
  }

  /**
   * Starts it where it may use both cores until it is confined.
   *
   * @param settings further ones, each as {@code --name=value}
   */
  public static Measured startOnBothCores(Bench bench, Path state, String log, String... settings)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--barometer.api-token=" + UUID.randomUUID(),
                "--spring.kafka.bootstrap-servers=" + bench.broker().bootstrapServers(),
                "--" + STREAMS + "num.stream.threads=1",
                "--" + STREAMS + "state.dir=" + state));
    all.addAll(List.of(settings));
    return ShippedService.of(bench, NAME).startOnBothCores(log, all);
  }

  /** All topics the service reads and writes, with the partitions it would give them. */
  public static void createTopics(Bench bench) throws Exception {
    bench.broker().createTopics(Topics.ALL, PARTITIONS);
  }

  /** Forgets what it published and how far it had read: the facts stay. */
  public static void reset(Bench bench) throws Exception {
    Admin admin = bench.broker().admin();
    Set<String> written =
        admin.listTopics().names().get().stream()
            .filter(ScoringService::isWritten)
            .collect(Collectors.toSet());
    admin.deleteTopics(written).all().get();
    bench.broker().forget(NAME);
    bench.broker().createTopics(List.of(Topics.TALLIES, Topics.SCORES), PARTITIONS);
  }

  private static boolean isWritten(String topic) {
    Collection<String> published = List.of(Topics.TALLIES, Topics.SCORES);
    return published.contains(topic)
        || Stream.of("-changelog", "-repartition")
            .anyMatch(end -> topic.startsWith(NAME) && topic.endsWith(end));
  }
}
