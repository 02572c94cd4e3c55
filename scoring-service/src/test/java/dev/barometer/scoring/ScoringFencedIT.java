package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Fact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A living instance loses its transactions while it sums up for the next commit: what was on the
 * heap must go with them, or it would be counted again when the facts are read again.
 */
class ScoringFencedIT {
  @TempDir Path folder;

  private final Random random = new Random(20261122);
  private final List<Fact> facts = facts(random);
  private final BatchScores batch = new BatchScores(facts, ZoneOffset.UTC);
  private TestBroker broker;
  private ScoringLog log;

  private static List<Fact> facts(Random random) {
    List<Fact> facts = FactFixtures.randomHistory(random, Instant.now().minusSeconds(60), 300, 500);
    Collections.shuffle(facts, random);
    return facts;
  }

  @BeforeEach
  void start() throws Exception {
    broker = TestBroker.start(folder.resolve("broker"));
    log = new ScoringLog(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    log.close();
    broker.close();
  }

  @Test
  void talliesEqualTheBatch_whenItsTransactionsAreTakenAway() throws Exception {
    Topology topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    try (KafkaStreams streams = new KafkaStreams(topology, settings());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      streams.start();
      int part = facts.size() / 3;
      for (int i = 0; i < 3; i++) {
        log.write(facts.subList(i * part, i == 2 ? facts.size() : (i + 1) * part));
        long before = log.told();
        await().atMost(Duration.ofSeconds(60)).until(() -> log.read().told() > before);
        admin.fenceProducers(transactionalIds(admin)).all().get();
      }

      awaitEqual();
      assertThat(streams.state()).isEqualTo(KafkaStreams.State.RUNNING);
    }
  }

  private static List<String> transactionalIds(Admin admin) throws Exception {
    return admin.listTransactions().all().get().stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }

  private void awaitEqual() {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(log.differences(batch)).isEmpty());
  }

  /** A thread for each task, because those of one thread share a transaction. */
  private Properties settings() {
    Properties settings =
        ScoringStreams.settings(
            broker.bootstrapServers(), folder.resolve("state"), Duration.ofMillis(500));
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 4);
    return settings;
  }
}
