package dev.barometer.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.broker.EmbeddedBroker;
import dev.barometer.starter.progress.Log.Next;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated broker takes for granted, asked of a real one. */
class BrokerLogIT {
  private static final TopicPartition FACTS = new TopicPartition("facts", 0);
  private static final byte[] BYTES = {1};

  @Test
  void tellsWorkFromWhatIsNone(@TempDir Path folder) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.atFreePorts(folder, Map.of()).start();
        Admin admin = Admin.create(clients(broker, Map.of()));
        BrokerLog log = log(broker)) {
      admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();

      assertThat(log.ends(Set.of("facts"))).containsEntry(FACTS, 0L);
      assertThat(log.group("nobody").positions(Set.of(FACTS))).isEmpty();

      try (var producer = producer(broker)) {
        // A record and its mark.
        producer.beginTransaction();
        write(producer);
        producer.sendOffsetsToTransaction(
            Map.of(FACTS, new OffsetAndMetadata(1)), new ConsumerGroupMetadata("readers"));
        producer.commitTransaction();

        // The marks are written behind the answer: first here, then there.
        eventually(() -> assertThat(end(log)).isEqualTo(2));
        eventually(
            () ->
                assertThat(log.group("readers").positions(Set.of(FACTS))).containsEntry(FACTS, 1L));
        assertThat(next(log, 0, 2)).isEqualTo(new Next(0, true));
        assertThat(next(log, 1, 2)).isEqualTo(new Next(2, false));

        // One that is given up, and its mark.
        producer.beginTransaction();
        write(producer);
        producer.abortTransaction();

        eventually(() -> assertThat(next(log, 1, 4)).isEqualTo(new Next(4, false)));

        // One that is open: behind it nobody knows.
        producer.beginTransaction();
        write(producer);

        assertThat(end(log)).isEqualTo(5);
        assertThat(next(log, 1, 5)).isEqualTo(new Next(4, false));
        producer.commitTransaction();
        eventually(() -> assertThat(next(log, 1, 5)).isEqualTo(new Next(4, true)));
      }
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(assertion);
  }

  private static void write(KafkaProducer<byte[], byte[]> producer) throws Exception {
    producer.send(new ProducerRecord<>("facts", BYTES)).get();
  }

  private static long end(BrokerLog log) {
    return log.ends(Set.of("facts")).get(FACTS);
  }

  private static Next next(BrokerLog log, long from, long end) {
    return log.next(Map.of(FACTS, from), Map.of(FACTS, end)).get(FACTS);
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    var producer =
        new KafkaProducer<>(
            clients(broker, Map.of("transactional.id", "writer")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static BrokerLog log(EmbeddedBroker broker) {
    return new BrokerLog(
        () -> Admin.create(clients(broker, Map.of())),
        () ->
            new KafkaConsumer<>(
                clients(
                    broker,
                    Map.of(
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "fetch.max.wait.ms", "20")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  private static Map<String, Object> clients(EmbeddedBroker broker, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }
}
