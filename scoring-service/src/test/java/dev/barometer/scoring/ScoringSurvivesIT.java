package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.fact.Fact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Random lives on a real broker: some partitions, threads and copies of the state; instances that
 * join, leave and are killed while facts come twice, late, revised and in any order. {@code
 * -Dbarometer.broker-runs=...} sets how many.
 */
@Tag("soak")
class ScoringSurvivesIT {
  private static final Logger log = LoggerFactory.getLogger(ScoringSurvivesIT.class);
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  private final Map<String, Integer> events = new TreeMap<>();
  private final AtomicInteger run = new AtomicInteger();

  @Test
  void talliesAndScoresEqualTheBatch_whateverBecomesOfTheInstances() throws Exception {
    try (EmbeddedBroker broker = ScoringStreams.broker(folder)) {
      RandomRuns.check(
          "barometer.broker-runs",
          60,
          random -> {
            try (Life life = new Life(broker.bootstrapServers(), random)) {
              life.live();
            }
          });
    } finally {
      log.info("{} runs: {}", run, events);
    }
  }

  /** Someone who scores: in this process, or in one of his own that can be killed. */
  private interface Instance {
    void leave() throws Exception;
  }

  private final class Life implements AutoCloseable {
    private final String bootstrapServers;
    private final Random random;
    private final Path states = folder.resolve("run" + run.incrementAndGet());
    private final ZoneId zone;
    private final int partitions;
    private final Map<String, String> settings;
    private final List<Instance> here = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final List<Path> left = new ArrayList<>();
    private int born;

    Life(String bootstrapServers, Random random) {
      this.bootstrapServers = bootstrapServers;
      this.random = random;
      zone = ZONES.get(random.nextInt(ZONES.size()));
      partitions = 1 + random.nextInt(4);
      settings =
          Map.of(
              StreamsConfig.APPLICATION_ID_CONFIG,
              states.getFileName().toString(),
              StreamsConfig.NUM_STREAM_THREADS_CONFIG,
              Integer.toString(1 + random.nextInt(2)),
              StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
              Integer.toString(random.nextInt(2)),
              StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
              Integer.toString(20 + random.nextInt(400)));
    }

    void live() throws Exception {
      Instant now = Instant.now().minusSeconds(60);
      List<Fact> facts =
          FactFixtures.disordered(
              FactFixtures.randomHistory(
                  random, now, 20 + random.nextInt(200), 30 + random.nextInt(300)),
              random);
      BatchScores batch = new BatchScores(facts, zone);
      int parts = 2 + random.nextInt(4);
      try (ScoringLog published = new ScoringLog(bootstrapServers, partitions)) {
        for (int part = 0; part < parts; part++) {
          befall();
          published.write(
              facts.subList(facts.size() * part / parts, facts.size() * (part + 1) / parts));
          if (part == 0) {
            int amongTheFirst = random.nextInt(20);
            await().atMost(PATIENCE).until(() -> published.read().published() > amongTheFirst);
          }
        }
        befall();
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .untilAsserted(() -> assertThat(published.differences(batch)).isEmpty());
      }
    }

    /** Something happens to the instances; somebody is always there afterwards. */
    private void befall() throws Exception {
      if (here.size() > 1 && random.nextInt(3) == 0) {
        here.remove(random.nextInt(here.size())).leave();
      } else if (here.size() < 3) {
        here.add(random.nextInt(3) == 0 ? process() : inThisProcess());
      }
      if (here.size() == 1 && random.nextInt(3) == 0) {
        here.add(random.nextBoolean() ? process() : inThisProcess());
        here.remove(0).leave();
      }
    }

    private void count(String event) {
      events.merge(event, 1, Integer::sum);
    }

    private Instance inThisProcess() {
      Path state = state();
      var all = ScoringStreams.settings(bootstrapServers, state, Duration.ofMillis(100));
      all.putAll(settings);
      var topology = ScoringStreams.topology(zone, 10_000, new SimpleMeterRegistry());
      KafkaStreams streams = new KafkaStreams(topology, all);
      streams.start();
      count("joins");
      return () -> {
        streams.close();
        left.add(state);
        count("leaves");
      };
    }

    private Instance process() throws IOException {
      Path state = state();
      Process process = ScoringProcess.start(bootstrapServers, state, zone, settings);
      processes.add(process);
      count("joins as a process");
      return () -> {
        process.destroyForcibly().waitFor();
        left.add(state);
        count("is killed");
      };
    }

    /** Now and then one that somebody had before him. */
    private Path state() {
      return !left.isEmpty() && random.nextBoolean()
          ? left.remove(0)
          : states.resolve(Integer.toString(born++));
    }

    @Override
    public void close() throws Exception {
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }
      for (Instance instance : here) {
        instance.leave();
      }
      FileSystemUtils.deleteRecursively(states);
    }
  }
}
