package dev.barometer.benchmarks.rolling;

import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rival.Nps;
import dev.barometer.benchmarks.rival.Rating;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * As the documentation of Kafka Streams shows it: hopping windows of each length, an hour apart,
 * exactly once, committed each second, with a cache that holds all that changes in between.
 */
final class HoppingWindows {
  private static final Duration HOP = Duration.ofHours(1);
  private static final Duration LATE = Duration.ofDays(1);
  private static final Serde<long[]> COUNTS =
      Serdes.serdeFrom((topic, counts) -> write(counts), (topic, bytes) -> read(bytes));

  private HoppingWindows() {}

  /** The broker, and the folder of the state. */
  public static void main(String[] args) throws InterruptedException {
    StreamsBuilder builder = new StreamsBuilder();
    KGroupedStream<String, Integer> points =
        builder.stream(
                "barometer.responses",
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor(
                        (record, before) -> Rating.read((byte[]) record.value()).at()))
            .mapValues(json -> Rating.read(json).point())
            .filter((key, point) -> point != Rating.NONE)
            .groupBy((key, point) -> "all", Grouped.with(Serdes.String(), Serdes.Integer()));
    HourBuckets.WINDOWS.forEach((label, hours) -> tell(points, label, Duration.ofHours(hours)));
    new KafkaStreams(builder.build(), settings(args[0], Path.of(args[1]))).start();
    new CountDownLatch(1).await();
  }

  private static void tell(KGroupedStream<String, Integer> points, String label, Duration length) {
    points
        .windowedBy(TimeWindows.ofSizeAndGrace(length, LATE).advanceBy(HOP))
        .aggregate(
            Nps::none,
            (scope, point, counts) -> {
              Nps.count(counts, point);
              return counts;
            },
            Materialized.<String, long[], WindowStore<Bytes, byte[]>>as("windows-" + label)
                .withKeySerde(Serdes.String())
                .withValueSerde(COUNTS))
        .toStream()
        .map((window, counts) -> KeyValue.pair(label, Nps.told(window.window().end(), counts)))
        .to("told", Produced.with(Serdes.String(), Serdes.String()));
  }

  private static Properties settings(String broker, Path state) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "hopping");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 67_108_864);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private static byte[] write(long[] counts) {
    ByteBuffer bytes = ByteBuffer.allocate(counts.length * Long.BYTES);
    bytes.asLongBuffer().put(counts);
    return bytes.array();
  }

  private static long[] read(byte[] bytes) {
    long[] counts = Nps.none();
    ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
    return counts;
  }
}
