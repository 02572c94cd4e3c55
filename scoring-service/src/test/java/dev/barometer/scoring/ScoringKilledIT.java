package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.fact.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the heap at a kill must come back from the log: the test that tells whether Kafka
 * Streams still lets state be written before each commit. {@code -Dbarometer.kills=20} kills it
 * more often.
 */
class ScoringKilledIT {
  private static final int KILLS = Integer.getInteger("barometer.kills", 3);

  @TempDir Path folder;

  @Test
  void talliesEqualTheBatch_howeverOftenItIsKilledUnderLoad() throws Exception {
    Random random = new Random(20261122);
    List<Fact> facts =
        FactFixtures.randomHistory(
            random, Instant.now().minusSeconds(60), 250 * (KILLS + 1), 400 * (KILLS + 1));
    Collections.shuffle(facts, random);
    BatchScores batch = new BatchScores(facts, ZoneOffset.UTC);
    List<List<Fact>> parts = parts(facts, KILLS + 1);

    try (EmbeddedBroker broker = ScoringStreams.broker(folder);
        ScoringLog log = new ScoringLog(broker.bootstrapServers())) {
      for (int kill = 0; kill < KILLS; kill++) {
        long publishedBefore = log.published();
        int amongTheFirst = 1 + random.nextInt(3_000);
        log.write(parts.get(kill));
        Process scoring = ScoringProcess.start(broker.bootstrapServers(), folder.resolve("state"));
        try {
          await()
              .atMost(Duration.ofSeconds(90))
              .pollInterval(Duration.ofMillis(5))
              .until(() -> log.read().published() - publishedBefore > amongTheFirst);
        } finally {
          scoring.destroyForcibly().waitFor();
        }
      }
      log.write(parts.get(KILLS));
      Process scoring = ScoringProcess.start(broker.bootstrapServers(), folder.resolve("state"));
      try {
        await()
            .atMost(Duration.ofSeconds(120))
            .untilAsserted(
                () -> assertThat(log.read().tallies()).isEqualTo(batch.tallies(Instant.now())));
      } finally {
        scoring.destroyForcibly().waitFor();
      }
    }
  }

  private static List<List<Fact>> parts(List<Fact> facts, int count) {
    List<List<Fact>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(facts.subList(facts.size() * i / count, facts.size() * (i + 1) / count));
    }
    return parts;
  }
}
