package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of facts is all there is to keep: what scoring made of it can be made again. */
class ScoringReplayIT {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @TempDir Path folder;

  @Test
  void talliesAreTheSameBytes_whenTheLogIsReplayedByOtherInstancesAtAnotherPace() throws Exception {
    long seed = Long.getLong("barometer.seed", 20261122);
    Random random = new Random(seed);
    Instant now = Instant.now().minusSeconds(60);
    List<Fact> history = FactFixtures.randomHistory(random, now, 300, 500);
    history.removeIf(fact -> isAboutToLoseItsHours(fact, now));
    List<Fact> facts = FactFixtures.disordered(history, random);
    BatchScores batch = new BatchScores(facts, ZONE);

    try (EmbeddedBroker broker = ScoringStreams.broker(folder);
        ScoringLog log = new ScoringLog(broker.bootstrapServers(), 3)) {
      // Live: the facts come in parts, and an instance joins between them.
      try (KafkaStreams first = instance(broker, "first", Duration.ofMillis(50))) {
        log.write(facts.subList(0, facts.size() / 2));
        await().atMost(Duration.ofSeconds(60)).until(() -> log.read().published() > 0);
        try (KafkaStreams second = instance(broker, "second", Duration.ofMillis(50))) {
          log.write(facts.subList(facts.size() / 2, facts.size()));
          awaitEqual(log, batch, seed);
        }
      }
      Map<String, String> live = log.bytes();
      long recordsLive = log.published();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsMatching(e -> e.getCause() instanceof GroupNotEmptyException)
          .until(
              () -> {
                log.forget("scoring-service");
                return true;
              });
      assertThat(log.read().bytes()).isEmpty();

      try (KafkaStreams only = instance(broker, "third", Duration.ofMillis(700))) {
        awaitEqual(log, batch, seed);
      }

      assertThat(log.bytes()).as("seed " + seed).isEqualTo(live).hasSizeGreaterThan(1_000);
      assertThat(log.published()).as("coalesced otherwise").isNotEqualTo(recordsLive);
    }
  }

  /** The hour at which the hours of a fact are dropped could strike between the two runs. */
  private static boolean isAboutToLoseItsHours(Fact fact, Instant now) {
    Instant at =
        fact instanceof Response response ? response.submittedAt() : ((Ticket) fact).openedAt();
    long days = Duration.between(at, now).toDays();
    return days >= 98 && days <= 101;
  }

  private static void awaitEqual(ScoringLog log, BatchScores batch, long seed) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(log.differences(batch)).as("seed " + seed).isEmpty());
  }

  private KafkaStreams instance(EmbeddedBroker broker, String name, Duration commitInterval) {
    var settings =
        ScoringStreams.settings(broker.bootstrapServers(), folder.resolve(name), commitInterval);
    var topology = ScoringStreams.topology(ZONE, 10_000, new SimpleMeterRegistry());
    KafkaStreams streams = new KafkaStreams(topology, settings);
    streams.start();
    return streams;
  }
}
