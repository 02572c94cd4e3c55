package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.fact.Fact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring on a real broker: many facts in one commit, instances that come and go. */
class ScoringClusterIT {
  @TempDir Path folder;

  private EmbeddedBroker broker;
  private ScoringLog log;

  @BeforeEach
  void start() throws Exception {
    broker = ScoringStreams.broker(folder);
    log = new ScoringLog(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    log.close();
    broker.close();
  }

  @Test
  void publishesABurstOnce_andAtTheLatestWhenItStops() {
    List<Fact> burst = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      burst.add(FactFixtures.responseWithNps("r" + i, 1, i % 11, Instant.now().minusSeconds(60)));
    }
    log.write(burst);

    // Nothing is committed before an instance stops. The first run sums up, in each of two
    // partitions, for the second stage; the next run tells.
    runUntilRead("0_", 100);
    runUntilRead("1_", 2 * 8);

    await().until(() -> log.read().published() >= 2 * 8 + 8);
    assertThat(log.read().published()).isEqualTo(2 * 8 + 8);
  }

  private void runUntilRead(String tasks, int records) {
    var settings =
        ScoringStreams.settings(
            broker.bootstrapServers(), folder.resolve("lazy"), Duration.ofMillis(Long.MAX_VALUE));
    // The first commit of a thread is due at once, unless the interval is longer than the time
    // since 1970, and so long a transaction is refused.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put("metrics.recording.level", "DEBUG");
    var topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
      streams.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> read(streams, tasks) == records);
    }
  }

  private static double read(KafkaStreams streams, String tasks) {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().group().equals("stream-task-metrics"))
        .filter(metric -> metric.metricName().name().equals("process-total"))
        .filter(metric -> metric.metricName().tags().get("task-id").startsWith(tasks))
        .mapToDouble(metric -> (Double) metric.metricValue())
        .sum();
  }

  @Test
  void talliesEqualTheBatch_whenInstancesJoinAndLeaveUnderLoad() {
    Random random = new Random(42);
    List<Fact> facts =
        FactFixtures.randomHistory(random, Instant.now().minusSeconds(60), 1_000, 2_000);
    Collections.shuffle(facts, random);
    BatchScores batch = new BatchScores(facts, ZoneOffset.UTC);
    int part = facts.size() / 6;

    KafkaStreams first = instance("first");
    log.write(facts.subList(0, part));
    awaitSomethingPublished();
    KafkaStreams second = instance("second");
    log.write(facts.subList(part, 2 * part));
    awaitSomethingPublished();
    first.close();
    log.write(facts.subList(2 * part, 3 * part));
    awaitSomethingPublished();
    first = instance("first");
    log.write(facts.subList(3 * part, 4 * part));
    KafkaStreams third = instance("third");
    log.write(facts.subList(4 * part, 5 * part));
    awaitSomethingPublished();
    second.close();
    log.write(facts.subList(5 * part, facts.size()));
    third.close();

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(log.read().tallies()).isEqualTo(batch.tallies(Instant.now())));
    first.close();
  }

  private void awaitSomethingPublished() {
    long before = log.published();
    await().atMost(Duration.ofSeconds(60)).until(() -> log.read().published() > before);
  }

  private KafkaStreams instance(String name) {
    var settings =
        ScoringStreams.settings(
            broker.bootstrapServers(), folder.resolve(name), Duration.ofMillis(50));
    var topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    KafkaStreams streams = new KafkaStreams(topology, settings);
    streams.start();
    return streams;
  }
}
