package dev.barometer.starter.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.barometer.contract.Topics;
import dev.barometer.starter.event.KafkaEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The whole path of a record on a real broker: topics, binding, policy, dead letters. {@link
 * PositionsIT} has what becomes of positions.
 */
class ReadingIT extends ReadingTrial {
  private static final String DEAD_LETTERS = "barometer.responses.trial-service.dlq";

  @Test
  void createsTheTopics_beforeTheBindingsNeedThem() throws Exception {
    try (Admin admin = admin()) {
      assertThat(admin.listTopics().names().get()).containsAll(Topics.ALL).contains(DEAD_LETTERS);
      assertThat(admin.describeTopics(List.of(Topics.RESPONSES)).allTopicNames().get().values())
          .allMatch(topic -> topic.partitions().size() == 3);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TALLIES);
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("cleanup.policy")
                  .value())
          .isEqualTo("compact");
    }
  }

  @Test
  void keepsTheGood_andPutsTheBadAside() throws Exception {
    send("a");
    sendBytes("b", "{".getBytes(UTF_8));
    sendBytes("c", "{}".getBytes(UTF_8));
    sendBytes("gone", null);
    send("d");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("received")).isEqualTo(5));
    assertThat(store().keys()).containsExactlyInAnyOrder("a", "gone", "d");
    assertThat(count("handled")).isEqualTo(3);
    assertThat(count("dead-lettered")).isEqualTo(2);
    assertThat(deadLetters(2))
        .extracting(deadLetter -> KafkaEvents.header(deadLetter.headers(), "barometer_kind"))
        .containsExactlyInAnyOrder("unreadable", "broken-contract");
    assertThat(readiness()).isEqualTo(200);
  }

  @Test
  void triesAgain_untilTheStoreIsBack() throws Exception {
    store().failure = new DataAccessResourceFailureException("away");
    send("a");
    send("b");
    await().atMost(LIMIT).until(() -> store().attempts.get() >= 3);
    assertThat(count("received")).isZero();

    store().failure = null;

    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("received")).isEqualTo(2));
    assertThat(store().keys()).containsExactlyInAnyOrder("a", "b");
    assertThat(count("handled")).isEqualTo(2);
    assertThat(readiness()).isEqualTo(200);
  }

  @Test
  void waitsWithItsPartitions_whileTheDatabaseIsAway() throws Exception {
    send("before");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(count("handled")).isEqualTo(1));
    Set<String> members = membersWithPartitions();
    assertThat(readiness()).isEqualTo(200);

    ListAppender<ILoggingEvent> log = logOf("dev.barometer.starter.fact.FailurePolicy");
    database.shutdownNow();
    send("a");

    await().atMost(LIMIT).until(() -> attemptsIn(log).size() >= 4);
    List<Instant> at = attemptsIn(log);
    assertThat(Duration.between(at.get(2), at.get(3)))
        .as("pauses grow")
        .isGreaterThan(Duration.between(at.get(0), at.get(1)));
    assertThat(readiness()).isEqualTo(503);
    assertThat(membersWithPartitions()).isEqualTo(members);
    assertThat(count("received")).isEqualTo(1);
    assertThat(count("dead-lettered")).isZero();
    assertThat(deadLettersSoFar()).isZero();

    database = new MongoServer(new MemoryBackend());
    database.bind("localhost", databasePort);

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(store().keys())
                    .as("the new one was empty: all is read again")
                    .contains("a")
                    .filteredOn("before"::equals)
                    .hasSize(2));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    assertThat(deadLettersSoFar()).isZero();
  }

  @Test
  void triesAgainAndSaysSo_whenTheFailureIsUnknown() {
    ListAppender<ILoggingEvent> log = logOf("dev.barometer.starter.fact.FailurePolicy");
    store().failure = new IllegalStateException("never seen before");
    sendTo(2, "a");

    await().atMost(LIMIT).until(() -> store().attempts.get() >= 4);
    List<Instant> at = store().attemptedAt;
    assertThat(Duration.between(at.get(2), at.get(3)))
        .as("pauses grow")
        .isGreaterThan(Duration.between(at.get(0), at.get(1)));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(503));
    assertThat(health("liveness")).isEqualTo(200);
    assertThat(count("received")).isZero();
    assertThat(position()).isZero();
    List<ILoggingEvent> errors =
        log.list.stream().filter(line -> line.getLevel() == Level.ERROR).toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getFormattedMessage())
        .isEqualTo("Failed, and is tried again: topic barometer.responses, partition 2, offset 0");
    assertThat(log.list)
        .noneMatch(line -> line.getFormattedMessage().contains("never seen before"))
        .noneMatch(
            line ->
                line.getThrowableProxy() != null
                    && line.getThrowableProxy().getMessage().contains("never seen before"));

    store().failure = null;

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
    assertThat(count("received")).isEqualTo(1);
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void endsTheProcess_whenTheUnknownDoesNotHeal() {
    service.close();
    service = start(Map.of("barometer.patience", "2s"));
    store().failure = new IllegalStateException("never seen before");

    send("a");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(ending().reasons).isNotEmpty());
    assertThat(health("liveness")).isEqualTo(503);
    assertThat(ending().reasons.get(0))
        .startsWith("barometer.responses has failed for ")
        .endsWith("last with java.lang.IllegalStateException");
    assertThat(count("received")).isZero();
  }

  @Test
  void staysAlive_whenTheStoreIsAwayForLongerThanThat() {
    service.close();
    service = start(Map.of("barometer.patience", "1s"));
    store().failure = new DataAccessResourceFailureException("away");
    send("a");

    await().atMost(LIMIT).until(() -> store().attempts.get() >= 4);

    assertThat(health("liveness")).isEqualTo(200);
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void joinsAgain_whenItsGroupWentOnWithoutIt() {
    service.close();
    service =
        start(
            Map.of(
                "spring.kafka.consumer.properties.max.poll.interval.ms", "2000",
                "spring.kafka.consumer.properties.request.timeout.ms", "10000"));
    for (int round = 1; round <= 2; round++) {
      String inTheBatch = "in the batch " + round;
      String after = "after it " + round;
      await().atMost(LIMIT).until(() -> membersWithPartitions().size() == 3);
      store().first = () -> await().atMost(LIMIT).until(() -> membersWithPartitions().isEmpty());
      sendTo(0, inTheBatch);
      await().atMost(LIMIT).until(() -> store().keys().contains(inTheBatch));
      store().first = () -> {};

      sendTo(0, after);

      await().atMost(LIMIT).until(() -> store().keys().contains(after));
      await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
    }
    assertThat(ending().reasons).isEmpty();
  }

  @Test
  void readsOn_whenAnErrorEndedTheReader() {
    AtomicBoolean struck = new AtomicBoolean();
    store().first =
        () -> {
          if (struck.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("gone");
          }
        };

    send("a");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(store().keys()).containsExactly("a"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(health("readiness")).isEqualTo(200));
  }

  @Test
  void saysSo_whenAnUnknownFailureFollowsAnOutage() {
    store().failure = new DataAccessResourceFailureException("away");
    send("a");
    await().atMost(LIMIT).until(() -> store().attempts.get() >= 2);
    assertThat(readiness()).isEqualTo(200);
    store().failure = new IllegalStateException("never seen before");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(readiness()).isEqualTo(503));
    assertThat(count("received")).isZero();
  }

  private static List<Instant> attemptsIn(ListAppender<ILoggingEvent> log) {
    return log.list.stream()
        .filter(line -> line.getFormattedMessage().matches("Attempt \\d+ failed: .*"))
        .map(ILoggingEvent::getInstant)
        .toList();
  }

  private static ListAppender<ILoggingEvent> logOf(String name) {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    ((Logger) LoggerFactory.getLogger(name)).addAppender(lines);
    return lines;
  }

  /** Who holds which partitions: a group that loses them assigns them anew to other members. */
  private static Set<String> membersWithPartitions() throws Exception {
    try (Admin admin = admin()) {
      Set<String> members = new TreeSet<>();
      admin
          .describeConsumerGroups(List.of("trial-service"))
          .all()
          .get()
          .get("trial-service")
          .members()
          .forEach(
              member ->
                  member
                      .assignment()
                      .topicPartitions()
                      .forEach(partition -> members.add(member.consumerId() + " " + partition)));
      return members;
    }
  }

  private static long deadLettersSoFar() throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      IntStream.range(0, 3)
          .forEach(i -> ends.put(new TopicPartition(DEAD_LETTERS, i), OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(int wanted) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, 3).mapToObj(i -> new TopicPartition(DEAD_LETTERS, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(deadLetters::add);
                return deadLetters.size() >= wanted;
              });
    }
    return deadLetters;
  }
}
