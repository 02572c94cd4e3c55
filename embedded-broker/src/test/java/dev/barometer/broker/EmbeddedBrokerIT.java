package dev.barometer.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  @TempDir Path data;

  @Test
  void keepsRecordsAndPositions_whenItIsRestarted() throws Exception {
    try (var broker = EmbeddedBroker.atFreePorts(data, Map.of())) {
      broker.start();
      createTopic(broker, "letters");
      send(broker, "letters", List.of("a", "b"));
      assertThat(read(broker, "letters", 2)).containsExactly("a", "b");
      send(broker, "letters", List.of("c"));
      broker.close();

      broker.start();
      assertThat(read(broker, "letters", 1)).containsExactly("c");
    }
  }

  private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  /** Sends in one transaction, which needs the coordinator's internal topic to work as well. */
  private static void send(EmbeddedBroker broker, String topic, List<String> values) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
      producer.commitTransaction();
    }
  }

  private static List<String> read(EmbeddedBroker broker, String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "reader",
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      var values = new ArrayList<String>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
                return values.size() >= count;
              });
      consumer.commitSync();
      return values;
    }
  }
}
