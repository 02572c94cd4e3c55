package dev.barometer.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.Tallies;
import dev.barometer.scoring.rebuild.RebuildApplication;
import dev.barometer.starter.json.FactJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rebuild command on a real broker: it finds what is wrong, and puts right what it found. Each
 * test that switches has a broker of its own.
 */
class RebuildIT {
  private static final String BEFORE = "scoring-service";
  private static final String AFTER = "scoring-service-2";
  private static final Set<String> PEOPLE = Set.of("nps", "csat", "ces", "responses");

  @TempDir Path folder;

  private final List<Fact> facts =
      FactFixtures.randomHistory(new Random(7), Instant.now().minusSeconds(60), 60, 120);
  private final int most = facts.size() - 20;
  private EmbeddedBroker broker;
  private ScoringLog log;

  @BeforeEach
  void start() throws Exception {
    broker = ScoringStreams.broker(folder);
    log = new ScoringLog(broker.bootstrapServers());
    log.write(facts.subList(0, most));
    try (KafkaStreams ignored = scoring(BEFORE)) {
      awaitTallies(facts.subList(0, most));
    }
  }

  @AfterEach
  void stop() {
    log.close();
    broker.close();
  }

  @Test
  void findsNoDifference_whenNothingIsWrong_andDoesNotSwitchWhileTheServiceRuns() {
    assertThat(rebuild()).isZero();

    try (KafkaStreams running = scoring(BEFORE)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> running.state() == KafkaStreams.State.RUNNING);

      assertThat(rebuild("--switch")).isEqualTo(2);
    }
  }

  @Test
  void findsWhatIsWrong_andPutsItRight() {
    String wrong = log.read().tallies().keySet().iterator().next();
    publishWrongly(wrong);
    publishWrongly("team:Nobody|d2026-11-01");
    assertThat(rebuild()).isEqualTo(1);
    log.write(facts.subList(most, facts.size()));

    assertThat(rebuild("--switch")).isZero();

    Fact late = FactFixtures.responseWithNps("late", 1, 9, Instant.now());
    log.write(List.of(late));
    try (KafkaStreams ignored = scoring(AFTER)) {
      awaitTallies(Stream.concat(facts.stream(), Stream.of(late)).toList());
    }
  }

  @Test
  void aSwitchToStrictLeavesNobodyAlone_andTheOldApplicationDoesNotStartAgain() {
    assertThat(people()).as("before, each published at once").anyMatch(people -> people < 5);

    assertThat(rebuild("--switch", "--barometer.organisation.privacy=strict")).isZero();

    assertThat(people()).as("some are published").isNotEmpty().allMatch(people -> people >= 5);
    try (KafkaStreams old = scoring(BEFORE)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> old.state() == KafkaStreams.State.ERROR);
    }
  }

  /** Behind each tally of what people said, how many. */
  private List<Long> people() {
    return log.read().tallies().values().stream()
        .flatMap(tallies -> tallies.byMeasure().entrySet().stream())
        .filter(entry -> PEOPLE.contains(entry.getKey().metric()))
        .map(entry -> entry.getValue().n())
        .toList();
  }

  private int rebuild(String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "rebuild",
                    "--into=" + AFTER,
                    "--barometer.scoring.pairs=team+agent,service+channel",
                    "--barometer.scoring.application-id=" + BEFORE,
                    "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                    "--spring.cloud.stream.kafka.streams.binder.configuration.state.dir="
                        + folder.resolve("rebuild")),
                Stream.of(more))
            .toArray(String[]::new);
    return RebuildApplication.run(arguments);
  }

  private KafkaStreams scoring(String applicationId) {
    var settings =
        ScoringStreams.settings(
            broker.bootstrapServers(), folder.resolve("service"), Duration.ofMillis(50));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    var topology = ScoringStreams.topology(ZoneOffset.UTC, 10_000, new SimpleMeterRegistry());
    KafkaStreams streams = new KafkaStreams(topology, settings);
    streams.start();
    return streams;
  }

  private void awaitTallies(List<Fact> of) {
    BatchScores batch = new BatchScores(of, ZoneOffset.UTC);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(log.read().tallies()).isEqualTo(batch.tallies(Instant.now())));
  }

  private void publishWrongly(String key) {
    int bar = key.lastIndexOf('|');
    Tallies tallies = new Tallies();
    tallies.add(Observation.volume("responses", Instant.now()));
    byte[] value =
        FactJson.write(ScopeTallies.of(key.substring(0, bar), key.substring(bar + 1), tallies));
    var record = new ProducerRecord<>(Topics.TALLIES, key, value);
    String sequence = Long.toString(System.currentTimeMillis());
    record.headers().add("ce_sequence", sequence.getBytes(UTF_8));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
  }
}
