package dev.barometer.starter.access;

import static dev.barometer.starter.token.TokenFixtures.NOW;
import static dev.barometer.starter.token.TokenFixtures.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.starter.erasure.ErasedPeople;
import dev.barometer.starter.erasure.PersonMarks;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.staff.StaffDirectory;
import dev.barometer.starter.token.TokenDirectory;
import dev.barometer.starter.waiting.PatientStart;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class SignedTopicsReaderTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.TOKENS, 0);
  private static final TopicPartition STAFF = new TopicPartition(Topics.STAFF, 0);
  private static final TopicPartition ERASURES = new TopicPartition(Topics.ERASURES, 0);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TokenDirectory directory = new TokenDirectory();
  private final StaffDirectory staff = new StaffDirectory();
  private final Deque<MockConsumer<byte[], byte[]>> consumers = new ArrayDeque<>();
  private final Signatures services = Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());
  private final List<DoubtfulRecord<NamedToken>> doubtful = new CopyOnWriteArrayList<>();
  private final List<DoubtfulRecord<StaffMember>> forgedStaff = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SignedTopicsReader reader =
      new SignedTopicsReader(
          consumers::removeFirst,
          List.of(
              new SignedTopic<>(Topics.TOKENS, NamedToken.class, directory, doubtful::addAll),
              new SignedTopic<>(Topics.STAFF, StaffMember.class, staff, forgedStaff::addAll)),
          1,
          services,
          meters,
          Duration.ofMillis(1),
          PatientStart.withoutPort());

  @AfterEach
  void stop() {
    reader.stop();
  }

  @Test
  void isReady_onceItHasReadAllThereWas() {
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    reader.start();
    assertThat(reader.health().getStatus()).isEqualTo(Status.DOWN);

    tell(consumer, 0, token("t-1", 1));
    tell(consumer, 1, token("t-2", 1));

    await().atMost(LIMIT).until(() -> reader.health().getStatus().equals(Status.UP));
    assertThat(directory.findLiveById("t-1", NOW)).isPresent();
    assertThat(directory.findLiveById("t-2", NOW)).isPresent();
  }

  @Test
  void learnsOfARevocation_andOfWhatIsErased() {
    MockConsumer<byte[], byte[]> consumer = consumer(0);
    reader.start();
    tell(consumer, 0, token("t-1", 1));
    tell(consumer, 1, token("t-2", 1));
    await().atMost(LIMIT).until(() -> directory.all().size() == 2);

    tell(consumer, 2, token("t-1", 2));
    tell(consumer, 3, "t-2", null);

    await().atMost(LIMIT).until(() -> directory.findLiveById("t-1", NOW).isEmpty());
    await().atMost(LIMIT).until(() -> directory.all().size() == 1);
  }

  @Test
  void readsOn_whenARecordIsNoToken() {
    MockConsumer<byte[], byte[]> consumer = consumer(3);
    reader.start();

    tell(consumer, 0, "t-0", "{".getBytes(UTF_8));
    tell(consumer, 1, "t-0", "{}".getBytes(UTF_8));
    tell(consumer, 2, token("t-1", 1));

    await().atMost(LIMIT).until(directory::isComplete);
    assertThat(directory.all()).containsExactly(token("t-1", 1));
  }

  @Test
  void keepsWhatItKnows_andReadsAgain_whenTheBrokerWasAway() {
    MockConsumer<byte[], byte[]> failing = consumer(1);
    MockConsumer<byte[], byte[]> next = consumer(2);
    reader.start();
    tell(failing, 0, token("t-1", 1));
    await().atMost(LIMIT).until(directory::isComplete);

    failing.setPollException(new KafkaException("away"));
    tell(next, 0, token("t-1", 1));
    tell(next, 1, token("t-2", 1));

    assertThat(directory.findLiveById("t-1", NOW)).isPresent();
    await().atMost(LIMIT).until(() -> directory.findLiveById("t-2", NOW).isPresent());
    assertThat(reader.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void goesByNothingThatNoServiceSigned() {
    MockConsumer<byte[], byte[]> consumer = consumer(5);
    reader.start();
    RecordHeaders stolen = new RecordHeaders();
    services.sign(
        "reporting-service",
        Topics.TOKENS,
        "t-1".getBytes(UTF_8),
        FactJson.write(token("t-1", 1)),
        stolen);

    tell(consumer, 0, token("t-1", 1));
    tell(PARTITION, consumer, 1, "forged", FactJson.write(token("forged", 1)), new RecordHeaders());
    tell(PARTITION, consumer, 2, "t-1", FactJson.write(token("t-1", 2)), stolen);
    tell(PARTITION, consumer, 3, "t-1", null, new RecordHeaders());
    tell(PARTITION, consumer, 4, "t-3", "{".getBytes(UTF_8), new RecordHeaders());

    await().atMost(LIMIT).until(() -> doubtful.size() == 4);
    assertThat(directory.all()).containsExactly(token("t-1", 1));
    assertThat(doubtful)
        .containsExactly(
            new DoubtfulRecord<>(0, 1, "forged", token("forged", 1), false),
            new DoubtfulRecord<>(0, 2, "t-1", token("t-1", 2), false),
            new DoubtfulRecord<>(0, 3, "t-1", null, false),
            new DoubtfulRecord<>(0, 4, "t-3", null, false));
    assertThat(meters.get("barometer.tokens.refused").counter().count()).isEqualTo(4);
  }

  /** Its revocation would be forgotten when the topic is compacted. */
  @Test
  void doubtsAStateThatIsRepeatedBehindALaterOne() {
    MockConsumer<byte[], byte[]> consumer = consumer(2);
    reader.start();

    tell(consumer, 0, token("t-1", 1));
    tell(consumer, 1, token("t-1", 2));
    tell(consumer, 2, token("t-1", 1));

    await().atMost(LIMIT).until(() -> !doubtful.isEmpty());
    assertThat(doubtful).containsExactly(new DoubtfulRecord<>(0, 2, "t-1", token("t-1", 1), true));
    assertThat(directory.findLiveById("t-1", NOW)).isEmpty();
  }

  @Test
  void readsEachTopicForItself_andTellsWhatWasForgedOfStaff() {
    MockConsumer<byte[], byte[]> consumer = consumer(1);
    reader.start();
    StaffMember kim = member("s-1", "admin");
    RecordHeaders signed = new RecordHeaders();
    byte[] key = kim.staffId().getBytes(UTF_8);
    services.sign("reporting-service", Topics.STAFF, key, FactJson.write(kim), signed);

    tell(consumer, 0, token("t-1", 1));
    tell(STAFF, consumer, 0, kim.staffId(), FactJson.write(kim), signed);
    StaffMember forged = member("s-2", "admin");
    tell(STAFF, consumer, 1, "s-2", FactJson.write(forged), new RecordHeaders());
    // What was signed for another topic is not signed for this one.
    tell(STAFF, consumer, 2, "s-1", FactJson.write(kim), tokenHeaders(kim));

    await().atMost(LIMIT).until(() -> forgedStaff.size() == 2);
    assertThat(staff.all()).containsExactly(kim);
    assertThat(directory.all()).containsExactly(token("t-1", 1));
    assertThat(doubtful).isEmpty();
    assertThat(forgedStaff.get(0)).isEqualTo(new DoubtfulRecord<>(0, 1, "s-2", forged, false));
    assertThat(meters.get("barometer.staff.refused").counter().count()).isEqualTo(2);
    assertThat(meters.get("barometer.tokens.refused").counter().count()).isZero();
  }

  private RecordHeaders tokenHeaders(StaffMember member) {
    RecordHeaders headers = new RecordHeaders();
    byte[] key = member.staffId().getBytes(UTF_8);
    services.sign("reporting-service", Topics.TOKENS, key, FactJson.write(member), headers);
    return headers;
  }

  private static StaffMember member(String id, String role) {
    return new StaffMember(id, 1, "Kim " + id, null, null, role, List.of(), true, NOW, null);
  }

  @Test
  void readsAgain_whateverItFailedWith() {
    MockConsumer<byte[], byte[]> failing = consumer(0);
    MockConsumer<byte[], byte[]> next = consumer(1);
    reader.start();
    await().atMost(LIMIT).until(directory::isComplete);

    failing.schedulePollTask(
        () -> {
          throw new IllegalStateException("never seen before");
        });
    tell(next, 0, token("t-1", 1));

    await().atMost(LIMIT).until(() -> directory.findLiveById("t-1", NOW).isPresent());
    assertThat(reader.health().getStatus()).isEqualTo(Status.UP);
  }

  /** Whatever came in meanwhile would be taken of whom it is not known yet that he was erased. */
  @Test
  void letsTheServiceStartOnly_onceItIsReadWhoWasErased() {
    PersonMarks marks = new PersonMarks(List.of(new byte[] {1}));
    ErasedPeople erased = new ErasedPeople(marks, true);
    SignedTopicsReader patient =
        new SignedTopicsReader(
            consumers::removeFirst,
            List.of(
                new SignedTopic<>(Topics.TOKENS, NamedToken.class, directory, doubtful::addAll),
                new SignedTopic<>(Topics.ERASURES, Erasure.class, erased, none -> {})),
            1,
            services,
            meters,
            Duration.ofMillis(1),
            PatientStart.withoutPort());
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, ERASURES, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 1L, ERASURES, 1L));
    consumers.add(consumer);
    CompletableFuture<Void> start = CompletableFuture.runAsync(patient::start);
    tell(consumer, 0, token("t-1", 1));
    await().atMost(LIMIT).until(() -> directory.findLiveById("t-1", NOW).isPresent());
    assertThat(start).isNotDone();
    assertThat(patient.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(patient.health().getDetails()).containsKey("topics");

    Erasure ana = new Erasure(marks.of("ana"), 1, NOW);
    RecordHeaders signed = new RecordHeaders();
    byte[] key = ana.erasureId().getBytes(UTF_8);
    services.sign("survey-service", Topics.ERASURES, key, FactJson.write(ana), signed);
    tell(ERASURES, consumer, 0, ana.erasureId(), FactJson.write(ana), signed);

    await().atMost(LIMIT).until(start::isDone);
    assertThat(erased.includes("ana")).isTrue();
    assertThat(patient.health().getStatus()).isEqualTo(Status.UP);
    patient.stop();
  }

  private MockConsumer<byte[], byte[]> consumer(long end) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, STAFF, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end, STAFF, 0L));
    consumers.add(consumer);
    return consumer;
  }

  private void tell(MockConsumer<byte[], byte[]> consumer, long offset, NamedToken token) {
    tell(consumer, offset, token.tokenId(), FactJson.write(token));
  }

  private void tell(MockConsumer<byte[], byte[]> consumer, long offset, String key, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    services.sign("reporting-service", Topics.TOKENS, key.getBytes(UTF_8), value, headers);
    tell(PARTITION, consumer, offset, key, value, headers);
  }

  /** With the next poll, when the partition is certainly assigned. */
  private static void tell(
      TopicPartition partition,
      MockConsumer<byte[], byte[]> consumer,
      long offset,
      String key,
      byte[] value,
      RecordHeaders headers) {
    consumer.schedulePollTask(
        () -> {
          ConsumerRecord<byte[], byte[]> record =
              new ConsumerRecord<>(partition.topic(), 0, offset, key.getBytes(UTF_8), value);
          headers.forEach(record.headers()::add);
          consumer.addRecord(record);
        });
  }
}
