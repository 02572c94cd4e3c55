package dev.barometer.scoring;

import dev.barometer.contract.Fact;
import dev.barometer.contract.Response;
import dev.barometer.contract.ScopeTallies;
import dev.barometer.contract.Topics;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.fact.FactJson;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics around scoring on a real broker: writes facts, reads what is told of them. */
final class ScoringLog implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, byte[]> tallies = new TreeMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private long told;

  ScoringLog(String bootstrapServers) throws ExecutionException, InterruptedException {
    createTopics(bootstrapServers);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                20_000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(Topics.TALLIES, Topics.SCORES)
            .flatMap(topic -> Stream.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static void createTopics(String bootstrapServers)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          Stream.concat(ScoringStreams.FACTS.stream(), Stream.of(Topics.TALLIES, Topics.SCORES))
              .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.of((short) 1)))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  /** Writes facts and returns when the broker has them. */
  void write(Collection<Fact> facts) {
    for (Fact fact : facts) {
      String topic = fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS;
      producer.send(new ProducerRecord<>(topic, fact.id(), FactJson.write(fact)));
    }
    producer.flush();
  }

  /** Reads on; the sequence of each key must grow. */
  ScoringLog read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      told++;
      if (!record.topic().equals(Topics.TALLIES)) {
        continue;
      }
      long sequence =
          Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value()));
      Long before = sequences.put(record.key(), sequence);
      if (before != null && before >= sequence) {
        throw new AssertionError("the sequence of " + record.key() + " does not grow");
      }
      if (record.value() == null) {
        tallies.remove(record.key());
      } else {
        tallies.put(record.key(), record.value());
      }
    }
    return this;
  }

  /** How many records were told so far, tallies and scores. */
  long told() {
    return told;
  }

  /** The tallies as a reader of the topic has them, by {@code scope|bucket}. */
  Map<String, Tallies> tallies() {
    Map<String, Tallies> result = new TreeMap<>();
    tallies.forEach(
        (key, json) -> result.put(key, FactJson.read(json, ScopeTallies.class).toTallies()));
    return result;
  }

  /** The same as bytes, as text that can be compared. */
  Map<String, String> bytes() {
    Map<String, String> result = new TreeMap<>();
    tallies.forEach((key, json) -> result.put(key, new String(json)));
    return result;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
