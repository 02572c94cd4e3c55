package dev.barometer.scoring;

import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;

/** One instance of the scoring in a process of its own, so that it can be killed. */
final class ScoringProcess {
  private ScoringProcess() {}

  static Process start(String bootstrapServers, Path state) throws IOException {
    return start(bootstrapServers, state, ZoneOffset.UTC, Map.of());
  }

  /**
   * @param more settings of the stream, beyond those of {@link ScoringStreams}
   */
  static Process start(String bootstrapServers, Path state, ZoneId zone, Map<String, String> more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ScoringProcess.class.getName(),
                bootstrapServers,
                state.toString(),
                zone.getId()));
    more.forEach((name, value) -> command.add(name + "=" + value));
    return new ProcessBuilder(command).inheritIO().start();
  }

  public static void main(String[] args) throws InterruptedException {
    var topology = ScoringStreams.topology(ZoneId.of(args[2]), 10_000, new SimpleMeterRegistry());
    var settings = ScoringStreams.settings(args[0], Path.of(args[1]), Duration.ofMillis(100));
    settings.putAll(new StoreMemory(32_000_000).settings());
    for (String setting : List.of(args).subList(3, args.length)) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    new KafkaStreams(topology, settings).start();
    new CountDownLatch(1).await();
  }
}
