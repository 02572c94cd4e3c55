package dev.barometer.benchmarks.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.benchmarks.rival.HourBuckets;
import dev.barometer.benchmarks.rival.Nps;
import dev.barometer.benchmarks.rival.Rating;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A consumer with a map of hour buckets: what the arithmetic costs where nothing is durable and
 * nothing exactly once. It forgets everything when it ends.
 */
final class PlainConsumer {
  private static final long PUBLISHED_EACH_NANOS = Duration.ofSeconds(1).toNanos();

  private PlainConsumer() {}

  /** The broker. */
  public static void main(String[] args) {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    args[0],
                    "group.id",
                    "plain",
                    "auto.offset.reset",
                    "earliest",
                    "isolation.level",
                    "read_committed",
                    "max.poll.records",
                    5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0]),
                new StringSerializer(),
                new ByteArraySerializer())) {
      consumer.subscribe(List.of("barometer.responses"));
      run(consumer, producer);
    }
  }

  private static void run(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<String, byte[]> producer) {
    Map<Long, long[]> buckets = new HashMap<>();
    boolean isNew = false;
    long publishedAt = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        Rating rating = Rating.read(record.value());
        if (rating.point() != Rating.NONE) {
          long hour = HourBuckets.hourOf(rating.at());
          Nps.count(buckets.computeIfAbsent(hour, none -> Nps.none()), rating.point());
          isNew = true;
        }
      }
      if (isNew && System.nanoTime() - publishedAt > PUBLISHED_EACH_NANOS) {
        HourBuckets.tell(
            buckets.entrySet(),
            HourBuckets.hourOf(System.currentTimeMillis()),
            (window, score) ->
                producer.send(new ProducerRecord<>("told", window, score.getBytes(UTF_8))));
        isNew = false;
        publishedAt = System.nanoTime();
      }
    }
  }
}
