package dev.barometer.reporting.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.barometer.contract.Topics;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.starter.access.DoubtfulRecord;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.staff.StaffDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** What becomes of those who work here on a topic that others can write to, too. */
class SignedStaffPublisherTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Signatures SERVICES =
      Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final StaffRepository kept = new StaffRepository(database.operations());
  private final StaffDirectory directory = new StaffDirectory();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };
  private final FactPublisher facts =
      new FactPublisher(
          new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
          List.of(Topics.STAFF, Topics.AUDIT),
          SERVICES,
          CLOCK);
  private final SignedStaffPublisher staff =
      new SignedStaffPublisher(
          facts, kept, directory, new AuditLog(facts, "reporting-service", CLOCK));

  @AfterEach
  void close() {
    staff.destroy();
    database.close();
  }

  private static StaffMember member(String id, long revision, String role) {
    return new StaffMember(id, revision, "Kim " + id, null, null, role, List.of(), true, NOW, null);
  }

  private static DoubtfulRecord<StaffMember> forged(long offset, StaffMember member) {
    return new DoubtfulRecord<>(0, offset, member.staffId(), member, false);
  }

  private List<StaffMember> written() {
    return records(Topics.STAFF).stream()
        .map(
            record -> {
              assertThat(
                      SERVICES.signer(
                          record.topic(), record.key(), record.value(), record.headers()))
                  .contains("reporting-service");
              return FactJson.read(record.value(), StaffMember.class);
            })
        .toList();
  }

  private List<ProducerRecord<byte[], byte[]>> records(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  @Test
  void writesSigned_andKnowsItAtOnce() {
    staff.publish(member("s-1", 1, "agent"));

    assertThat(written()).containsExactly(member("s-1", 1, "agent"));
    assertThat(directory.find("s-1")).isPresent();
  }

  @Test
  void tellsLater_whatCouldNotBeToldAtOnce() {
    kept.keep(member("s-1", 1, "agent"));
    producer.sendException = new TimeoutException("no answer");

    assertThatThrownBy(() -> staff.publish(member("s-1", 1, "agent")))
        .isInstanceOf(RuntimeException.class);
    producer.sendException = null;

    await().atMost(LIMIT).until(() -> directory.find("s-1").isPresent());
    assertThat(written()).containsExactly(member("s-1", 1, "agent"));
  }

  @Test
  void tellsAgainWhatATopicLacks_andTakesOverWhatADatabaseLacks() {
    kept.keep(member("s-1", 3, "manager"));
    directory.learn(member("s-1", 2, "agent"));
    directory.learn(member("s-2", 1, "viewer"));

    staff.settle(List.of());
    staff.settle(List.of());

    assertThat(written()).containsExactly(member("s-1", 3, "manager"));
    assertThat(kept.find("s-2")).contains(member("s-2", 1, "viewer"));
    assertThat(kept.find("s-1")).contains(member("s-1", 3, "manager"));
  }

  @Test
  void putsRightWhatWasForged_andSaysSoOnce() {
    kept.keep(member("s-1", 1, "agent"));
    directory.learn(member("s-1", 1, "agent"));
    List<DoubtfulRecord<StaffMember>> attack =
        List.of(forged(7, member("s-1", 2, "admin")), forged(8, member("s-9", 1, "admin")));

    staff.settle(attack);
    staff.settle(attack);

    assertThat(written()).containsExactly(member("s-1", 1, "agent"));
    assertThat(kept.find("s-9")).isEmpty();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(records(Topics.AUDIT)).hasSize(1));
  }

  @Test
  void keepsTheLaterOfTwo_whoeverIsFirst() {
    assertThat(kept.keep(member("s-1", 2, "agent"))).isTrue();
    assertThat(kept.keep(member("s-1", 2, "admin"))).as("another instance was faster").isFalse();
    assertThat(kept.keep(member("s-1", 1, "admin"))).isFalse();

    assertThat(kept.find("s-1")).contains(member("s-1", 2, "agent"));
  }
}
