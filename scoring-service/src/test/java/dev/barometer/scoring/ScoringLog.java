package dev.barometer.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.score.ScopeScores;
import dev.barometer.contract.score.ScopeTallies;
import dev.barometer.metrics.Tallies;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

/** The topics around scoring on a real broker: writes facts, reads what is published of them. */
final class ScoringLog implements AutoCloseable {
  private static final List<String> PUBLISHED = List.of(Topics.TALLIES, Topics.SCORES);

  private final String bootstrapServers;
  private final int partitions;
  private final KafkaProducer<String, byte[]> producer;
  private KafkaConsumer<String, byte[]> consumer;
  private final Map<String, byte[]> tallies = new TreeMap<>();
  private final Map<String, byte[]> scores = new TreeMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private long published;

  ScoringLog(String bootstrapServers) throws ExecutionException, InterruptedException {
    this(bootstrapServers, 2);
  }

  /** Nothing is on the broker afterwards but these topics, empty. */
  ScoringLog(String bootstrapServers, int partitions)
      throws ExecutionException, InterruptedException {
    this.bootstrapServers = bootstrapServers;
    this.partitions = partitions;
    try (Admin admin = admin()) {
      delete(admin, topic -> !topic.startsWith("__"));
      create(admin, Stream.concat(ScoringStreams.FACTS.stream(), PUBLISHED.stream()));
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer = consumer();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static void delete(Admin admin, Predicate<String> which)
      throws ExecutionException, InterruptedException {
    admin
        .deleteTopics(admin.listTopics().names().get().stream().filter(which).toList())
        .all()
        .get();
  }

  /** Returns when the broker tells of them, too: who does not find his topics gives up. */
  private void create(Admin admin, Stream<String> topics)
      throws ExecutionException, InterruptedException {
    List<NewTopic> wanted =
        topics
            .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1)))
            .toList();
    admin.createTopics(wanted).all().get();
    List<String> names = wanted.stream().map(NewTopic::name).toList();
    await().until(() -> admin.listTopics().names().get().containsAll(names));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> reader =
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
    List<TopicPartition> assigned =
        PUBLISHED.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList();
    reader.assign(assigned);
    reader.seekToBeginning(assigned);
    return reader;
  }

  /**
   * Deletes everything an application wrote: its state, its positions and what it published. Only
   * the facts stay. Its instances must have left; their folders are the caller's.
   */
  void forget(String applicationId) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      delete(admin, topic -> topic.startsWith(applicationId + "-") || PUBLISHED.contains(topic));
      create(admin, PUBLISHED.stream());
      admin.deleteConsumerGroups(List.of(applicationId)).all().get();
    }
    consumer.close();
    consumer = consumer();
    tallies.clear();
    scores.clear();
    sequences.clear();
    published = 0;
  }

  /** Writes facts and returns when the broker has them. */
  void write(Collection<Fact> facts) {
    for (Fact fact : facts) {
      String topic = fact instanceof Response ? Topics.RESPONSES : Topics.TICKETS;
      producer.send(new ProducerRecord<>(topic, fact.id(), FactJson.write(fact)));
    }
    producer.flush();
  }

  /** Reads what is there by now; the sequence of each key must grow. */
  ScoringLog read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.keySet().stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      consumer.poll(Duration.ofMillis(200)).forEach(this::read);
    }
    return this;
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    published++;
    long sequence = Long.parseLong(new String(record.headers().lastHeader("ce_sequence").value()));
    Long before = sequences.put(record.topic() + record.key(), sequence);
    if (before != null && before >= sequence) {
      throw new AssertionError("the sequence of " + record.key() + " does not grow");
    }
    keep(record.topic().equals(Topics.TALLIES) ? tallies : scores, record);
  }

  private static void keep(Map<String, byte[]> latest, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      latest.remove(record.key());
    } else {
      latest.put(record.key(), record.value());
    }
  }

  /** How many records were published so far, tallies and scores. */
  long published() {
    return published;
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
    tallies.forEach((key, json) -> result.put(key, new String(json, UTF_8)));
    return result;
  }

  /** The rolling scores as a reader of the topic has them, by scope. */
  Map<String, ScopeScores> scores() {
    Map<String, ScopeScores> result = new TreeMap<>();
    scores.forEach((scope, json) -> result.put(scope, FactJson.read(json, ScopeScores.class)));
    return result;
  }

  /** Reads on; then where what was published is not what the batch says. */
  List<String> differences(BatchScores batch) {
    read();
    return batch.differences(tallies(), scores(), Instant.now());
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
