package dev.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Measure;
import dev.barometer.metrics.Tally;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Years of history through one instance of the service with its own settings and the memory that
 * Compose gives it: in the order of their time, one in twenty late, one in twenty revised. {@code
 * -Dbarometer.facts=...} sets how many.
 */
@Tag("soak")
class ScoringVolumeIT {
  private static final Logger log = LoggerFactory.getLogger(ScoringVolumeIT.class);
  private static final int PARTITIONS = 4;
  private static final Duration HISTORY = Duration.ofDays(3 * 365);
  private static final long MOST_MEMORY = 1L << 30;
  private static final double MEGA = 1e6;

  /** The hours of years of history, each published, are tens of gigabytes of JSON. */
  private static final Map<String, String> COMPRESSED =
      Map.of(
          "spring.cloud.stream.kafka.streams.binder.configuration.producer.compression.type",
          "lz4");

  @TempDir Path folder;

  private final int facts = Integer.getInteger("barometer.facts", 5_000_000);
  private final Instant end = Instant.now().minusSeconds(3_600);

  @Test
  void memoryStaysBounded_andNothingIsLost_overYearsOfHistory() throws Exception {
    Path state = folder.resolve("state");
    try (EmbeddedBroker broker = ScoringStreams.broker(folder);
        ScoringLog topics = new ScoringLog(broker.bootstrapServers(), PARTITIONS)) {
      var thread = Executors.newSingleThreadExecutor();
      Future<?> writing = thread.submit(() -> write(broker.bootstrapServers()));
      long began = System.nanoTime();
      try (ServiceProcess service =
          ServiceProcess.start(broker.bootstrapServers(), state, PARTITIONS, COMPRESSED)) {
        await()
            .atMost(Duration.ofHours(2))
            .pollInterval(Duration.ofSeconds(15))
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> report(service, state, began) == facts);
        writing.get();
        double read = (System.nanoTime() - began) / 1e9;
        await()
            .atMost(Duration.ofMinutes(10))
            .pollInterval(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(counted(broker)).isEqualTo(different()));
        double seconds = (System.nanoTime() - began) / 1e9;

        log.info(
            "{} facts read in {} s and all published after {} s, {} facts/s, {} us of processors a"
                + " fact, at most {} MB resident, {} MB of state, {} MB on the broker",
            facts,
            Math.round(read),
            Math.round(seconds),
            Math.round(facts / seconds),
            Math.round(service.processorSeconds() * MEGA / facts),
            Math.round(service.mostResident() / MEGA),
            Math.round(size(state) / MEGA),
            Math.round(size(folder.resolve("broker")) / MEGA));
        assertThat(service.mostResident()).isLessThan(MOST_MEMORY);
      } finally {
        thread.shutdownNow();
      }
    }
  }

  private long report(ServiceProcess service, Path state, long began) throws Exception {
    Map<String, DoubleSummaryStatistics> meters = service.meters();
    long received = Math.round(of(meters, "barometer_facts_received_total").getSum());
    // All stores share one cache, and each of them tells all of it.
    log.info(
        "{} s: {} facts; processors {} s; resident {} MB, virtual machine {} MB, its heap after"
            + " collection {} MB, cache of the stores {} MB, state {} MB",
        (System.nanoTime() - began) / 1_000_000_000,
        received,
        Math.round(service.processorSeconds()),
        Math.round(of(meters, "process_memory_resident_bytes").getSum() / MEGA),
        Math.round(of(meters, "jvm_memory_used_bytes").getSum() / MEGA),
        Math.round(of(meters, "jvm_gc_live_data_size_bytes").getSum() / MEGA),
        Math.round(Math.max(0, of(meters, "kafka_stream_state_block_cache_usage").getMax()) / MEGA),
        Math.round(size(state) / MEGA));
    return received;
  }

  private static DoubleSummaryStatistics of(
      Map<String, DoubleSummaryStatistics> meters, String name) {
    return meters.getOrDefault(name, new DoubleSummaryStatistics());
  }

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void write(String bootstrapServers) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                20,
                "compression.type",
                "lz4",
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < facts; i++) {
        Fact fact = fact(i);
        String topic = fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS;
        producer.send(new ProducerRecord<>(topic, fact.id(), FactJson.write(fact)));
      }
    }
  }

  /** One in twenty is a revision of the one before. */
  private static boolean isRevision(int number) {
    return number % 20 == 19;
  }

  private long different() {
    return IntStream.range(0, facts).filter(number -> !isRevision(number)).count();
  }

  private Fact fact(int number) {
    int which = isRevision(number) ? number - 1 : number;
    Random said = new Random(which * 31L + number);
    Instant at = end.minus(HISTORY).plus(HISTORY.dividedBy(facts).multipliedBy(which));
    if (which % 20 == 7) {
      at = at.minus(Duration.ofMinutes(said.nextInt(30 * 24 * 60)));
    }
    int agent = said.nextInt(400);
    int team = agent / 7;
    Context context =
        new Context(
            "Service " + team % 20,
            "Team " + team,
            "Agent " + agent,
            "Channel " + said.nextInt(4),
            "Priority " + said.nextInt(4),
            "Category " + said.nextInt(50),
            null,
            "Location " + said.nextInt(30));
    long revision = 1 + number - which;
    return which % 2 == 0
        ? FactFixtures.closedTicket("t" + which, revision, at, Duration.ofMinutes(30), context)
        : FactFixtures.responseWithNps("r" + which, revision, said.nextInt(11), at, context);
  }

  /** How many entities the days of the scope {@code all} hold together. */
  private static long counted(EmbeddedBroker broker) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.poll.records",
                50_000),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          IntStream.range(0, PARTITIONS)
              .mapToObj(number -> new TopicPartition(Topics.TALLIES, number))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<String, byte[]> days = new HashMap<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().startsWith("all|d")) {
            days.put(record.key(), record.value());
          }
        }
      }
      return days.values().stream()
          .map(json -> FactJson.read(json, ScopeTallies.class).toTallies().byMeasure())
          .mapToLong(
              day -> n(day.get(Measure.of("responses"))) + n(day.get(Measure.of("tickets-opened"))))
          .sum();
    }
  }

  private static long n(Tally tally) {
    return tally == null ? 0 : tally.n();
  }
}
