package dev.barometer.benchmarks.flink;

import dev.barometer.benchmarks.rival.Rating;
import dev.barometer.benchmarks.rival.SaidRating;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rolling scores of one scope by Flink, exactly once: checkpoints each second, and scores that are
 * seen with the checkpoint they belong to.
 */
final class RollingJob {
  private static final Duration CHECKPOINT = Duration.ofSeconds(1);

  private RollingJob() {}

  /**
   * The broker, the shape ({@code sliding|buckets|remembered}), the state's backend, a folder, and
   * perhaps the checkpoint to go on from.
   */
  public static void main(String[] args) throws Exception {
    String broker = args[0];
    Configuration settings = settings(args[2], args[3]);
    if (args.length > 4) {
      settings.setString("execution.state-recovery.path", args[4]);
    }
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    flink.getConfig().enableObjectReuse();
    flink.enableCheckpointing(CHECKPOINT.toMillis());
    DataStream<Tuple2<String, String>> scores =
        switch (args[1]) {
          case "sliding" -> SlidingWindows.scores(ratings(flink, broker));
          case "buckets" -> KeyedBuckets.scores(ratings(flink, broker));
          case "remembered" -> RememberedBuckets.scores(said(flink, broker));
          default -> throw new IllegalArgumentException("no shape " + args[1]);
        };
    scores.sinkTo(sink(broker));
    flink.execute();
  }

  private static DataStream<long[]> ratings(StreamExecutionEnvironment flink, String broker) {
    return flink.fromSource(
        source(broker, new Ratings()),
        WatermarkStrategy.<long[]>forMonotonousTimestamps()
            .withTimestampAssigner((rating, time) -> rating[0]),
        "responses");
  }

  private static DataStream<Tuple2<String, long[]>> said(
      StreamExecutionEnvironment flink, String broker) {
    return flink.fromSource(
        source(broker, new SaidRatings()), WatermarkStrategy.noWatermarks(), "responses");
  }

  private static Configuration settings(String backend, String folder) {
    return Configuration.fromMap(
        Map.of(
            "state.backend.type",
            backend,
            // Where there is a choice, the quicker one.
            "state.backend.rocksdb.timer-service.factory",
            "HEAP",
            "execution.checkpointing.incremental",
            "true",
            "execution.checkpointing.dir",
            "file://" + folder + "/checkpoints",
            "io.tmp.dirs",
            folder,
            "taskmanager.memory.managed.size",
            "256m"));
  }

  private static <T> KafkaSource<T> source(String broker, DeserializationSchema<T> reader) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(broker)
        .setTopics("barometer.responses")
        .setGroupId("flink")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty("isolation.level", "read_committed")
        .setValueOnlyDeserializer(reader)
        .build();
  }

  private static KafkaSink<Tuple2<String, String>> sink(String broker) {
    Properties producer = new Properties();
    producer.put("transaction.timeout.ms", "600000");
    return KafkaSink.<Tuple2<String, String>>builder()
        .setBootstrapServers(broker)
        .setKafkaProducerConfig(producer)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("flink")
        .setRecordSerializer(new Scores())
        .build();
  }

  private static final class Scores
      implements KafkaRecordSerializationSchema<Tuple2<String, String>> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Tuple2<String, String> score, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>("told", bytes(score.f0), bytes(score.f1));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Time and point as an array, which Flink serialises fastest. */
  private static final class Ratings extends AbstractDeserializationSchema<long[]> {
    private static final long serialVersionUID = 1;

    private Ratings() {
      super(PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    @Override
    public long[] deserialize(byte[] json) {
      Rating rating = Rating.read(json);
      return new long[] {rating.at(), rating.point()};
    }
  }

  /** Id; revision, time and point. */
  private static final class SaidRatings
      extends AbstractDeserializationSchema<Tuple2<String, long[]>> {
    private static final long serialVersionUID = 1;

    private SaidRatings() {
      super(Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public Tuple2<String, long[]> deserialize(byte[] json) {
      SaidRating said = SaidRating.read(json);
      return Tuple2.of(
          said.id(), new long[] {said.revision(), said.rating().at(), said.rating().point()});
    }
  }
}
