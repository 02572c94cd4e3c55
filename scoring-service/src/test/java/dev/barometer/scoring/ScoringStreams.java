package dev.barometer.scoring;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.contract.Topics;
import dev.barometer.scoring.observation.DimensionPair;
import dev.barometer.scoring.observation.EntityMetrics;
import dev.barometer.scoring.observation.EntityTopology;
import dev.barometer.scoring.observation.Retention;
import dev.barometer.scoring.observation.ScoringRules;
import dev.barometer.scoring.rolling.RollingTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/** The scoring as the service wires it, without Spring. */
final class ScoringStreams {
  static final List<String> FACTS =
      List.of(
          Topics.TICKETS, Topics.INVITATIONS, Topics.RESPONSES, Topics.MENTIONS, Topics.COMPLAINTS);
  static final List<DimensionPair> PAIRS =
      List.of(DimensionPair.parse("team+agent"), DimensionPair.parse("service+channel"));

  /** Little, so that what did not change is often read from its store again. */
  private static final long HEAP_PER_STORE = 20_000;

  private ScoringStreams() {}

  /** A running broker that lets members be missed as soon as {@link #settings} asks for. */
  static EmbeddedBroker broker(Path folder) {
    return EmbeddedBroker.atFreePorts(
            folder.resolve("broker"), Map.of("group.min.session.timeout.ms", "1000"))
        .start();
  }

  static Topology topology(ZoneId zone, int valuesPerDimension, MeterRegistry meters) {
    return topology(zone, valuesPerDimension, meters, new StreamsBuilder());
  }

  /**
   * @param builder knows who wraps processors
   */
  static Topology topology(
      ZoneId zone, int valuesPerDimension, MeterRegistry meters, StreamsBuilder builder) {
    return topology(Retention.forEver(zone), valuesPerDimension, meters, builder);
  }

  static Topology topology(
      Retention retention, int valuesPerDimension, MeterRegistry meters, StreamsBuilder builder) {
    return topology(retention, valuesPerDimension, meters, builder, 1);
  }

  /**
   * @param groupSize how many people are published together at least
   */
  static Topology topology(
      Retention retention,
      int valuesPerDimension,
      MeterRegistry meters,
      StreamsBuilder builder,
      int groupSize) {
    KStream<byte[], byte[]> facts =
        builder.stream(FACTS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
    var rules = new ScoringRules(PAIRS, retention, valuesPerDimension, groupSize);
    var entities = new EntityTopology(rules, new EntityMetrics(meters), "scoring-service");
    var rolling = new RollingTopology(5, PAIRS, retention, HEAP_PER_STORE);
    KStream<String, byte[]>[] published =
        new ScoringFunctions().scoreFacts(entities, rolling).apply(facts);
    var produced = Produced.with(Serdes.String(), Serdes.ByteArray());
    published[0].to(Topics.TALLIES, produced);
    published[1].to(Topics.SCORES, produced);
    return builder.build();
  }

  /** Exactly once, and quick to notice that an instance was killed. */
  static Properties settings(String bootstrapServers, Path state, Duration commitInterval) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "scoring-service");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 400);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
    return settings;
  }
}
