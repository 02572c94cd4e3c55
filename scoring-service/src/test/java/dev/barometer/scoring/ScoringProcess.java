package dev.barometer.scoring;

import dev.barometer.scoring.state.StoreMemoryConfiguration.StoreMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;

/** One instance of the scoring in a process of its own, so that it can be killed. */
final class ScoringProcess {
  private ScoringProcess() {}

  static Process start(String bootstrapServers, Path state) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                ScoringProcess.class.getName(),
                bootstrapServers,
                state.toString()))
        .inheritIO()
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    var topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    var settings = ScoringStreams.settings(args[0], Path.of(args[1]), Duration.ofMillis(100));
    settings.putAll(new StoreMemory(32_000_000).settings());
    new KafkaStreams(topology, settings).start();
    new CountDownLatch(1).await();
  }
}
