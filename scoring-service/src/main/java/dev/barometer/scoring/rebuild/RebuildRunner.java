package dev.barometer.scoring.rebuild;

import dev.barometer.scoring.ScoringProperties;
import dev.barometer.scoring.observation.EntityMetrics;
import dev.barometer.scoring.observation.EntityTopology;
import dev.barometer.scoring.rolling.RollingTopology;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.stream.Commits;
import dev.barometer.starter.stream.StoreMemoryConfiguration.StoreMemory;
import dev.barometer.starter.stream.StreamClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scoring as the service does it, with another application id and other topics to publish on.
 * It begins where the facts begin, and where it was stopped it goes on.
 */
final class RebuildRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RebuildRunner.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final List<String> FACTS = EntityTopology.topics();

  private final String applicationId;
  private final boolean isHolding;
  private final StoreMemory memory;
  private final KafkaStreams streams;

  RebuildRunner(
      String applicationId,
      String tallies,
      String scores,
      ScoringProperties settings,
      BarometerProperties barometer,
      Map<String, Object> clients) {
    this.applicationId = applicationId;
    this.isHolding = settings.rules(barometer.organisation()).isHolding();
    this.memory = new StoreMemory(barometer.storeMemory().toBytes());
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.putAll(memory.settings());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.emitInterval().toMillis());
    Commits commits = new Commits(applicationId, new SimpleMeterRegistry());
    properties.putAll(commits.settings());
    this.streams =
        new KafkaStreams(
            topology(settings, barometer, tallies, scores), properties, new StreamClients(commits));
  }

  private static Topology topology(
      ScoringProperties settings, BarometerProperties barometer, String tallies, String scores) {
    StreamsBuilder builder = new StreamsBuilder();
    EntityTopology entities =
        new EntityTopology(
            settings.rules(barometer.organisation()),
            new EntityMetrics(new SimpleMeterRegistry()),
            barometer.service());
    RollingTopology rolling =
        new RollingTopology(
            barometer.organisation().minimumN(),
            settings.keptPairs(),
            settings.retention(barometer.organisation().zone()),
            settings.heapPerStore().toBytes());
    RollingTopology.Published published =
        rolling.roll(
            entities.differences(
                builder.stream(FACTS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))));
    Produced<String, byte[]> produced = Produced.with(Serdes.String(), Serdes.ByteArray());
    published.tallies().to(tallies, produced);
    published.scores().to(scores, produced);
    return builder.build();
  }

  void start() {
    streams.start();
  }

  /** Returns when all facts that are there now are scored and published. */
  void awaitCaughtUp(PublishedReader published, BrokerClient broker)
      throws ExecutionException, InterruptedException {
    log.info("Scoring all facts once more as {}", applicationId);
    awaitRead(FACTS, published, broker);
    if (isHolding) {
      awaitRead(List.of(applicationId + "-by-measure-repartition"), published, broker);
      List<String> groups = List.of(applicationId + "-groups-by-scope-repartition");
      awaitSilence(groups, published);
      awaitRead(groups, published, broker);
    }
    // What was read of them is in here by then: read and sent in one transaction.
    awaitRead(List.of(applicationId + "-by-scope-repartition"), published, broker);
    log.info("All facts are scored");
  }

  /** Groups are formed by the clock: when nothing more came for a while they are there. */
  private static void awaitSilence(List<String> topics, PublishedReader published)
      throws InterruptedException {
    Map<TopicPartition, Long> before;
    do {
      before = published.ends(topics);
      Thread.sleep(EntityTopology.GROUPS_PUBLISHED_AFTER.toMillis());
    } while (!before.equals(published.ends(topics)));
  }

  private void awaitRead(List<String> topics, PublishedReader published, BrokerClient broker)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = published.ends(topics);
    while (!broker.hasRead(applicationId, published.beginnings(topics), ends)) {
      if (!streams.state().isRunningOrRebalancing()) {
        throw new IllegalStateException("the rebuilding stream has stopped: " + streams.state());
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Commits what was done. */
  @Override
  public void close() {
    streams.close();
    memory.close();
  }
}
